// classifyMany in Node, Deno and Bun: worker threads.

import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import { Channel, many } from "./many.js";

export function classifyMany(texts, options) {
  return many(texts, options, { spawn, cores: availableParallelism() });
}

function spawn(setup) {
  const worker = new Worker(new URL("./worker-node.js", import.meta.url), { workerData: setup });
  const channel = new Channel((message) => worker.postMessage(message));
  worker.on("message", (message) => channel.receive(message));
  worker.on("error", (error) => channel.fail(error));
  return { post: (text) => channel.post(text), close: () => worker.terminate() };
}
