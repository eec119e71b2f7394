// classifyMany: texts in, reports out in the same order, on workers where there are any.
// How a worker is started differs between Node and browsers and is given by the entry as `spawn`.

import { added, classify, OpenweighError } from "./api.js";

/**
 * Checks the arguments and makes the generator. `spawn(setup)` starts a worker, `{ post(text), close() }` where `post`
 * gives a promise; it may be missing. `cores` is the default for `concurrency`.
 */
export function many(texts, options, { spawn, cores }) {
  if (options !== undefined && (options === null || typeof options !== "object")) {
    throw new TypeError("options must be an object");
  }
  const { concurrency = cores, signal, ...reading } = options ?? {};
  if (typeof texts === "string" || !(texts?.[Symbol.asyncIterator] || texts?.[Symbol.iterator])) {
    throw new TypeError("texts must be an iterable of strings");
  }
  if (typeof concurrency !== "number") throw new TypeError("options.concurrency must be a number");
  if (!Number.isInteger(concurrency) || concurrency < 1) {
    throw new RangeError("options.concurrency must be a whole number from 1");
  }
  if (signal !== undefined && typeof signal?.throwIfAborted !== "function") {
    throw new TypeError("options.signal must be an AbortSignal");
  }
  return generate(texts, { concurrency, signal, reading, spawn });
}

async function* generate(texts, { concurrency, signal, reading, spawn }) {
  signal?.throwIfAborted();
  const source = texts[Symbol.asyncIterator]?.() ?? texts[Symbol.iterator]();
  const lanes = new Lanes(spawn && concurrency > 1 ? concurrency : 1, spawn && concurrency > 1 ? spawn : here, reading);
  const stop = stopper(signal);
  // Enough that no worker waits, and no more: a long source must not be read into memory.
  const window = lanes.count * 3;
  const waiting = [];
  let next;
  let taken = 0;
  let ended = false;
  try {
    while (!ended || waiting.length > 0) {
      if (!ended && next === undefined && waiting.length < window) next = settle(source.next());
      await Promise.race([stop.promise, ...(next ? [next.promise] : []), ...(waiting.length > 0 ? [waiting[0].promise] : [])]);
      if (next?.done) {
        const { value, done } = next.value();
        next = undefined;
        if (done) ended = true;
        else waiting.push(settle(typeof value === "string" ? lanes.send(value) : wrong(taken)));
        taken += 1;
      }
      while (waiting[0]?.done) yield waiting.shift().value();
    }
  } finally {
    stop.close();
    await lanes.close();
    if (!ended) await source.return?.();
  }
}

// A failure like any other: told when its turn comes, after the reports before it.
async function wrong(index) {
  throw new TypeError(`texts[${index}] must be a string`);
}

/** A promise whose state can be read: `done`, and `value()` that gives or throws. `promise` never rejects. */
function settle(promise) {
  const state = { done: false, value: undefined, promise: undefined };
  const finish = (value) => {
    state.done = true;
    state.value = value;
  };
  state.promise = Promise.resolve(promise).then(
    (value) => finish(() => value),
    (error) =>
      finish(() => {
        throw error;
      }),
  );
  return state;
}

function stopper(signal) {
  if (!signal) return { promise: new Promise(() => {}), close: () => {} };
  let abort;
  const promise = new Promise((_, reject) => {
    abort = () => reject(signal.reason);
  });
  promise.catch(() => {});
  signal.addEventListener("abort", abort, { once: true });
  return { promise, close: () => signal.removeEventListener("abort", abort) };
}

/** The workers, started when they are needed; each text goes to the one that has least to do. */
class Lanes {
  constructor(count, spawn, reading) {
    this.count = count;
    this.spawn = spawn;
    this.setup = { options: reading, templates: added() };
    this.lanes = [];
  }

  async send(text) {
    let lane = this.lanes.reduce((best, next) => (best && best.load <= next.load ? best : next), undefined);
    if (!lane || (lane.load > 0 && this.lanes.length < this.count)) {
      lane = { load: 0, worker: this.spawn(this.setup) };
      this.lanes.push(lane);
    }
    lane.load += 1;
    try {
      return await lane.worker.post(text);
    } finally {
      lane.load -= 1;
    }
  }

  async close() {
    await Promise.all(this.lanes.map((lane) => lane.worker.close()));
  }
}

/** A lane without a worker: this thread, which gets to other things between two texts. */
function here({ options }) {
  const turn = globalThis.setImmediate ?? ((go) => setTimeout(go, 0));
  const post = (text) => new Promise((resolve) => turn(resolve)).then(() => classify(text, options));
  return { post, close: () => {} };
}

/** The side of a lane whose worker speaks by messages: `[number, text]` out, `[number, report, error]` in. */
export class Channel {
  constructor(send) {
    this.send = send;
    this.open = new Map();
    this.count = 0;
  }

  post(text) {
    const number = this.count;
    this.count += 1;
    return new Promise((resolve, reject) => {
      this.open.set(number, { resolve, reject });
      this.send([number, text]);
    });
  }

  receive([number, report, error]) {
    const { resolve, reject } = this.open.get(number);
    this.open.delete(number);
    if (error) reject(revive(error));
    else resolve(report);
  }

  fail(cause) {
    const error = new OpenweighError("internal", `a worker failed: ${cause?.message ?? cause}`, { cause });
    for (const { reject } of this.open.values()) reject(error);
    this.open.clear();
  }
}

/** The worker's side: answers one message. */
export function answer([number, text], options) {
  try {
    return [number, classify(text, options), null];
  } catch (error) {
    return [number, null, { name: error.name, message: error.message, code: error.code }];
  }
}

function revive({ name, message, code }) {
  if (name === "TypeError") return new TypeError(message);
  if (name === "RangeError") return new RangeError(message);
  return new OpenweighError(code ?? "internal", message);
}
