// Cloudflare Workers and other workerd hosts: the wasm is imported as a module, for code from bytes is not allowed there.

import wasm from "./openweigh_bg.wasm";
import { loadWith, start } from "./api.js";

loadWith(() => wasm);

/** Starts the engine now instead of at the first call. */
export async function init(given) {
  start((await given) ?? wasm);
}

export * from "./public.js";
