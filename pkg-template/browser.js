// Browsers, their workers and extensions, with or without a bundler: `await init()` fetches the wasm beside this file.

import { OpenweighError, start } from "./api.js";

let started;

/** Fetches and starts the engine, once. `wasm`: another address, a response, bytes or a module. */
export function init(wasm) {
  started ??= begin(wasm).catch((error) => {
    started = undefined;
    throw error;
  });
  return started;
}

async function begin(given) {
  const wasm = (await given) ?? new URL("./openweigh_bg.wasm", import.meta.url);
  if (wasm instanceof WebAssembly.Module || wasm instanceof ArrayBuffer || ArrayBuffer.isView(wasm)) {
    return start(wasm);
  }
  let response;
  try {
    response = wasm instanceof Response ? wasm : await fetch(wasm);
    if (!response.ok) throw new Error(`${response.status} ${response.statusText}`.trim());
    start(await compile(response));
  } catch (cause) {
    if (cause instanceof OpenweighError) throw cause;
    throw new OpenweighError("load-failed", `cannot load ${response?.url || wasm}: ${cause?.message ?? cause}`, { cause });
  }
}

// Servers that send another MIME type than application/wasm are common; streaming is only faster.
async function compile(response) {
  const streams = response.headers.get("content-type")?.startsWith("application/wasm");
  if (streams && WebAssembly.compileStreaming) return WebAssembly.compileStreaming(response);
  return WebAssembly.compile(await response.arrayBuffer());
}

export { classifyMany } from "./many-browser.js";
export * from "./public.js";
