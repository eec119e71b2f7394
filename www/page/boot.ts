// Runs before the rest of the page is even parsed: starts the worker and the compilation of the wasm, so that the
// first verdict waits for neither.

import { startWorker } from "./boot-worker.js";

(globalThis as { openweighWorker?: Worker }).openweighWorker = startWorker("openweigh-boot");
