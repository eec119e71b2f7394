// The wasm inside the JavaScript, for bundlers that do not emit it and for single files. Starts at the first call.

import { loadWith, start } from "./api.js";
import { many } from "./many.js";
import { base64, inflate, length } from "./openweigh_bg.inline.js";

// Deflated: half the size of the wasm itself, and inflated by code, for what browsers have for it is asynchronous.
function decode() {
  const out = new Uint8Array(length);
  inflate(bytes(), { out });
  return out;
}

function bytes() {
  if (typeof Uint8Array.fromBase64 === "function") return Uint8Array.fromBase64(base64);
  const binary = atob(base64);
  const bytes = new Uint8Array(binary.length);
  for (let at = 0; at < bytes.length; at += 1) bytes[at] = binary.charCodeAt(at);
  return bytes;
}

loadWith(decode);

/** Starts the engine now instead of at the first call. Browsers' main threads compile large modules only this way. */
export async function init(given) {
  start((await given) ?? (await WebAssembly.compile(decode())));
}

// Without files beside it there are no workers here: one text after the other.
export function classifyMany(texts, options) {
  return many(texts, options, { cores: 1 });
}

export * from "./public.js";
