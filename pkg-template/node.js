// Node, Deno and Bun: the wasm beside this file is read at the first call. No top-level await, so `require()` works.

import { readFileSync } from "node:fs";
import { loadWith, OpenweighError, start } from "./api.js";

function read() {
  const file = new URL("./openweigh_bg.wasm", import.meta.url);
  try {
    return readFileSync(file);
  } catch (cause) {
    throw new OpenweighError("load-failed", `cannot read the wasm: ${cause.message}`, { cause });
  }
}

loadWith(read);

/** Starts the engine now instead of at the first call. */
export async function init(wasm) {
  start(wasm === undefined ? read() : await wasm);
}

export { classifyMany } from "./many-node.js";
export * from "./public.js";
