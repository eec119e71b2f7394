// Every public function, over the glue that wasm-bindgen wrote. The entries (node.js, browser.js, workerd.js, inline.js)
// differ only in how they get the wasm; each gives its loader to `loadWith` and forwards what is here.
// A new export of the wasm is one function in this file and its type in openweigh.d.ts.

import * as glue from "./openweigh.js";

/** An error of Openweigh itself; wrong arguments are `TypeError` or `RangeError`. */
export class OpenweighError extends Error {
  constructor(code, message, options) {
    super(message, options);
    this.name = "OpenweighError";
    this.code = code;
  }
}

let ready = false;
let load = () => {
  throw new OpenweighError("not-initialized", "the engine is not loaded yet: call `await init()` first");
};

/** Sets how the wasm is had at the first call; for the entries. `loader` returns bytes or a module, or throws. */
export function loadWith(loader) {
  load = loader;
}

/** Starts the engine from a compiled module or the bytes of the wasm; for the entries. */
export function start(module) {
  if (ready) return;
  try {
    glue.initSync({ module });
  } catch (cause) {
    throw new OpenweighError("load-failed", `the wasm cannot be started: ${cause?.message ?? cause}`, { cause });
  }
  ready = true;
}

function call(name, ...given) {
  if (!ready) start(load());
  try {
    return glue[name](...given);
  } catch (error) {
    if (error instanceof WebAssembly.RuntimeError) {
      throw new OpenweighError("internal", `${name} failed inside the engine: ${error.message}`, { cause: error });
    }
    throw error;
  }
}

export function classify(text, options) {
  return call("classify", text, options);
}

export function assess(release) {
  return call("assess", release);
}

export function decide(subject, plan) {
  return call("decide", subject, plan);
}

export function compare(a, b) {
  return call("compare", a, b);
}

export function badge(subject, options) {
  return call("badge", subject, options);
}

export function templates() {
  return call("templates");
}

export function clauses() {
  return call("clauses");
}

const own = [];

export function addTemplate(template) {
  call("addTemplate", template);
  own.push({ ...template });
}

/** The templates that were added, for the workers of classifyMany. */
export function added() {
  return own;
}

export function version() {
  return call("version");
}
