// Cloudflare Workers and other workerd hosts: the wasm is imported as a module, for code from bytes is not allowed there.

import wasm from "./openweigh_bg.wasm";
import { loadWith, start } from "./api.js";
import { many } from "./many.js";

loadWith(() => wasm);

/** Starts the engine now instead of at the first call. */
export async function init(given) {
  start((await given) ?? wasm);
}

// Without files beside it there are no workers here: one text after the other.
export function classifyMany(texts, options) {
  return many(texts, options, { cores: 1 });
}

export * from "./public.js";
