// Starting the worker: its script and the wasm are fetched side by side; the page compiles the wasm and hands it over.

import type { Start } from "./protocol.js";
import { trustedScript } from "./trust.js";

/** A new worker whose engine is being loaded. `policy` names the Trusted Types policy that lets its address pass. */
export function startWorker(policy: string): Worker {
  const worker = new Worker(trustedScript("./worker.js", policy), { type: "module", name: "openweigh" });
  const post = (message: Start) => worker.postMessage(message);
  fetch(new URL("openweigh_bg.wasm", document.baseURI)).then((response) => WebAssembly.compileStreaming(response))
    .then((module) => post({ module }), () => post({ module: null }));
  return worker;
}

/** The worker that was started first, once; null after that. */
export function firstWorker(): Worker | null {
  const holder = globalThis as { openweighWorker?: Worker };
  const worker = holder.openweighWorker ?? null;
  delete holder.openweighWorker;
  return worker;
}
