// The module worker of classifyMany. The first message is the setup, every other a text.

import { answer } from "./many.js";
import { addTemplate, init } from "./browser.js";

let setup;

self.onmessage = ({ data }) => {
  setup ??= begin(data);
  if (Array.isArray(data)) {
    setup.then(
      (options) => self.postMessage(answer(data, options)),
      (error) => self.postMessage([data[0], null, { name: error.name, message: error.message, code: error.code }]),
    );
  }
};

async function begin({ options, templates }) {
  await init();
  for (const template of templates) addTemplate(template);
  return options;
}
