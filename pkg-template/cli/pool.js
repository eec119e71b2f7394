// Many files on several threads: results in input order, and never more than a window of them in memory.

import { readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { setImmediate as nextTurn } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import { THREAD } from "./load.js";

/** Files a message, and messages on the way to each thread. */
const BATCH = 16;
const AHEAD = 3;

/**
 * Yields `{ input, result }` for each input, in order. `direct(input)` gives the result of an input on this thread (or a
 * promise of it); `entry` is the URL of the command line, beside which the wasm is.
 *
 * This thread is one of the `concurrency`: when the others have enough to do, it reads a batch itself.
 */
export async function* run(inputs, job, { concurrency = availableParallelism(), direct, entry }) {
  if (concurrency === 1) {
    for (const input of inputs) yield { input, result: await direct(input) };
    return;
  }
  const threads = new Threads(job, concurrency - 1, entry);
  try {
    const waiting = [];
    for (const batch of batches(inputs)) {
      let results = isFile(batch[0]) ? threads.send(batch.map(({ name }) => name)) : undefined;
      if (results === undefined) {
        results = Promise.all(batch.map((input) => direct(input)));
        // What the others sent meanwhile is on its way.
        await nextTurn();
      }
      // Awaited in order below; a failure must not count as unhandled before its turn.
      results.catch(() => {});
      waiting.push({ batch, results });
      if (waiting.length > 4 * concurrency * AHEAD) yield* settle(waiting.shift());
    }
    while (waiting.length > 0) yield* settle(waiting.shift());
  } finally {
    await threads.close();
  }
}

async function* settle({ batch, results }) {
  const settled = await results;
  for (const [at, input] of batch.entries()) yield { input, result: settled[at] };
}

function isFile(input) {
  return input.kind === "file" && input.problem === undefined;
}

function* batches(inputs) {
  let batch = [];
  for (const input of inputs) {
    if (batch.length > 0 && (batch.length === BATCH || isFile(batch[0]) !== isFile(input))) {
      yield batch;
      batch = [];
    }
    batch.push(input);
  }
  if (batch.length > 0) yield batch;
}

class Threads {
  constructor(job, count, entry) {
    this.entry = entry;
    // Compiled once for all threads: less work, and one copy of the code in memory. Others than Node cannot hand it on.
    const { bun, deno } = process.versions;
    const module = bun || deno ? undefined : new WebAssembly.Module(readFileSync(new URL("./openweigh_bg.wasm", entry)));
    this.data = { openweigh: job, module };
    this.threads = Array.from({ length: count }, () => ({ worker: null, jobs: [] }));
  }

  /** The results of these files, from the thread that has least to do; nothing when all have enough. */
  send(names) {
    const thread = this.threads.reduce((best, next) => (next.jobs.length < best.jobs.length ? next : best));
    if (thread.jobs.length >= AHEAD) return undefined;
    thread.worker ??= this.start(thread);
    return new Promise((resolve) => {
      thread.jobs.push({ names, resolve });
      thread.worker.postMessage(names);
    });
  }

  start(thread) {
    const made = new Worker(new URL(this.entry), {
      argv: [THREAD],
      workerData: this.data,
      // Reports are short-lived; a small nursery keeps the memory of many threads flat.
      resourceLimits: { maxYoungGenerationSizeMb: 4 },
    });
    made.on("message", (results) => thread.jobs.shift().resolve(results));
    made.on("error", (error) => {
      // A thread that dies takes only its current files with it; the others are sent to a new one.
      const [lost, ...left] = thread.jobs;
      thread.jobs = left;
      thread.worker = left.length > 0 ? this.start(thread) : null;
      for (const { names } of left) thread.worker.postMessage(names);
      lost?.resolve(lost.names.map(() => ({ problem: `failed: ${error.message}` })));
    });
    return made;
  }

  close() {
    return Promise.all(this.threads.map(({ worker }) => worker?.terminate()));
  }
}
