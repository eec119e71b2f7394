// A few checks at once, each subject once, pages before cards.

interface Job {
  readonly key: string;
  readonly urgent: boolean;
  readonly run: () => Promise<void>;
}

/** Runs tasks, at most `width` at a time. A task that is under way is shared by all who ask for its key. */
export class Queue {
  readonly #width: number;
  readonly #waiting: Job[] = [];
  readonly #running = new Map<string, Promise<unknown>>();
  #active = 0;

  constructor(width: number) {
    this.#width = width;
  }

  /** The result of the task with this key, started now or shared with whoever asked before. */
  run<T>(key: string, urgent: boolean, task: () => Promise<T>): Promise<T> {
    const shared = this.#running.get(key);
    if (shared) {
      if (urgent) this.#hurry(key);
      return shared as Promise<T>;
    }
    const result = new Promise<T>((resolve, reject) => {
      const job: Job = { key, urgent, run: () => task().then(resolve, reject) };
      if (urgent) this.#waiting.unshift(job);
      else this.#waiting.push(job);
    }).finally(() => this.#running.delete(key));
    this.#running.set(key, result);
    this.#next();
    return result;
  }

  #hurry(key: string): void {
    const place = this.#waiting.findIndex((job) => job.key === key);
    if (place > 0) this.#waiting.unshift(...this.#waiting.splice(place, 1));
  }

  #next(): void {
    while (this.#active < this.#width) {
      const job = this.#waiting.shift();
      if (!job) return;
      this.#active += 1;
      void job.run().finally(() => {
        this.#active -= 1;
        this.#next();
      });
    }
  }
}
