// classifyMany in browsers: module workers.

import { Channel, many } from "./many.js";

export function classifyMany(texts, options) {
  // Inside some workers there are no workers; then this thread does the work.
  const workers = typeof Worker === "function";
  return many(texts, options, { spawn: workers ? spawn : undefined, cores: navigator.hardwareConcurrency || 2 });
}

function spawn(setup) {
  // Written out in one piece, for this is how bundlers find the worker.
  const worker = new Worker(new URL("./worker-browser.js", import.meta.url), { type: "module" });
  const channel = new Channel((message) => worker.postMessage(message));
  worker.onmessage = ({ data }) => channel.receive(data);
  worker.onerror = (event) => {
    event.preventDefault();
    channel.fail(new Error(event.message || "it cannot be loaded"));
  };
  worker.postMessage(setup);
  return { post: (text) => channel.post(text), close: () => worker.terminate() };
}
