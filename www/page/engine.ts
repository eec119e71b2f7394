// The page's side of the worker: numbered calls, a newest-only channel for live reading, and a watchdog.

import type { Report } from "openweigh";
import { firstWorker, startWorker } from "./boot-worker.js";
import type { Call, CallName, Calls, Reply } from "./protocol.js";

/** A call that takes longer than this is given up and the worker is started anew. */
const PATIENCE = 30_000;

interface Waiting {
  resolve(reply: { result: unknown; milliseconds: number }): void;
  reject(error: Error): void;
  timer: number;
}

export class Engine {
  #worker: Worker | null = null;
  #waiting = new Map<number, Waiting>();
  #number = 0;
  #busy = false;
  #next: string | null = null;
  #shown: ((report: Report, text: string, milliseconds: number) => void) | null = null;
  #failed: ((message: string) => void) | null = null;

  /** Starts loading the engine, so that the first answer comes sooner. */
  start(): void {
    this.#running();
  }

  /** Calls the engine; rejects with a message for people. */
  async call<K extends CallName>(name: K, ...args: Calls[K]["args"]): Promise<Calls[K]["result"]> {
    return (await this.#send(name, args)).result as Calls[K]["result"];
  }

  /** Where the answers of `read` go. */
  listen(
    shown: (report: Report, text: string, milliseconds: number) => void, failed: (message: string) => void,
  ): void {
    this.#shown = shown;
    this.#failed = failed;
  }

  /** Reads a text. While the engine is busy only the newest text waits; answers to older ones are dropped. */
  read(text: string): void {
    this.#next = text;
    if (!this.#busy) void this.#readNext();
  }

  async #readNext(): Promise<void> {
    this.#busy = true;
    while (this.#next !== null) {
      const text = this.#next;
      this.#next = null;
      try {
        const { result, milliseconds } = await this.#send("classify", [text]);
        if (this.#next === null) this.#shown?.(result as Report, text, milliseconds);
      } catch (error) {
        if (this.#next === null) this.#failed?.(error instanceof Error ? error.message : String(error));
      }
    }
    this.#busy = false;
  }

  #send(name: CallName, args: unknown[]): Promise<{ result: unknown; milliseconds: number }> {
    return new Promise((resolve, reject) => {
      const number = ++this.#number;
      const timer = window.setTimeout(() => this.#fail(`no answer within ${PATIENCE / 1000} seconds`), PATIENCE);
      this.#waiting.set(number, { resolve, reject, timer });
      try {
        this.#running().postMessage({ number, name, args } as Call);
      } catch (error) {
        this.#settle(number)?.reject(error instanceof Error ? error : new Error(String(error)));
      }
    });
  }

  #running(): Worker {
    if (this.#worker) return this.#worker;
    const worker = firstWorker() ?? startWorker("openweigh");
    worker.onmessage = ({ data }: MessageEvent<Reply>) => {
      const waiting = this.#settle(data.number);
      if (!waiting) return;
      if (data.ok) waiting.resolve(data);
      else waiting.reject(new Error(data.message));
    };
    worker.onerror = (event) => {
      event.preventDefault();
      this.#fail(event.message || "the worker could not be loaded");
    };
    worker.onmessageerror = () => this.#fail("an answer could not be read");
    this.#worker = worker;
    return worker;
  }

  /** Gives up on everything that waits; the next call starts a new worker. */
  #fail(message: string): void {
    this.#worker?.terminate();
    this.#worker = null;
    for (const number of [...this.#waiting.keys()]) this.#settle(number)?.reject(new Error(message));
  }

  #settle(number: number): Waiting | undefined {
    const waiting = this.#waiting.get(number);
    this.#waiting.delete(number);
    if (waiting) clearTimeout(waiting.timer);
    return waiting;
  }
}
