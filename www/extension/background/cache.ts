// What was found out, by subject. An entry is used as it is for a day; then the hub is asked again. Bounded by bytes
// and by number, oldest use first.
//
// Entries hold the id, the revision and the assessment; no license text, nothing of the page, nothing of the person.
// They lie in IndexedDB: `storage.local` sends every change with its whole value to every page that has badges.

import { keyOf, type Subject } from "../subject.ts";

const DATABASE = "openweigh";
const VALUES = "values";
const USES = "uses";
const FRESH = 24 * 3_600_000;
const MOST_BYTES = 8_000_000;
const MOST_ENTRIES = 1500;

/** Raised whenever entries of an older extension must not be read any more. */
const VERSION = 1;

/** One entry. */
export interface Entry<T> {
  readonly revision: string | null;
  /** How deep the check went; a page wants the lineage that a card does not look up. */
  readonly depth: "card" | "page";
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly value: T;
}

interface Use {
  readonly key: string;
  readonly used: number;
  readonly bytes: number;
}

/** The cache. */
export class Cache<T> {
  #database: Promise<IDBDatabase> | null = null;

  /** The entry of a subject, or null. A cache that cannot be read is empty. */
  async get(subject: Subject): Promise<Entry<T> | null> {
    const key = keyOf(subject);
    try {
      const database = await this.#open();
      const entry = (await done(database.transaction(VALUES).objectStore(VALUES).get(key))) as Entry<T> | undefined;
      if (entry) void this.#touch(key).catch(() => undefined);
      return entry ?? null;
    } catch {
      return null;
    }
  }

  /** Whether an entry can be shown without asking the hub. */
  isFresh(entry: Entry<T>, depth: "card" | "page", now: number): boolean {
    const age = now - entry.at;
    return age >= 0 && age < FRESH && (entry.depth === "page" || depth === "card");
  }

  /** Stores an entry and throws out the oldest ones when there are too many. A full disk only costs the memory. */
  async put(subject: Subject, entry: Entry<T>): Promise<void> {
    const bytes = new Blob([JSON.stringify(entry)]).size;
    if (bytes > MOST_BYTES / 8) return;
    const key = keyOf(subject);
    try {
      const stores = (await this.#open()).transaction([VALUES, USES], "readwrite");
      stores.objectStore(VALUES).put(entry, key);
      stores.objectStore(USES).put({ key, used: Date.now(), bytes } satisfies Use);
      const uses = (await done(stores.objectStore(USES).getAll())) as Use[];
      for (const doomed of surplus(uses)) {
        stores.objectStore(VALUES).delete(doomed);
        stores.objectStore(USES).delete(doomed);
      }
    } catch {
      // The next check asks the hub again.
    }
  }

  /** Number of entries and their size in bytes. */
  async size(): Promise<{ entries: number; bytes: number }> {
    const uses = (await done((await this.#open()).transaction(USES).objectStore(USES).getAll())) as Use[];
    return { entries: uses.length, bytes: uses.reduce((sum, { bytes }) => sum + bytes, 0) };
  }

  /** Forgets everything. */
  async clear(): Promise<void> {
    const stores = (await this.#open()).transaction([VALUES, USES], "readwrite");
    stores.objectStore(VALUES).clear();
    await done(stores.objectStore(USES).clear());
  }

  async #touch(key: string): Promise<void> {
    const uses = (await this.#open()).transaction(USES, "readwrite").objectStore(USES);
    const use = (await done(uses.get(key))) as Use | undefined;
    if (use) uses.put({ ...use, used: Date.now() } satisfies Use);
  }

  #open(): Promise<IDBDatabase> {
    this.#database ??= new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open(DATABASE, VERSION);
      request.onupgradeneeded = () => {
        for (const name of request.result.objectStoreNames) request.result.deleteObjectStore(name);
        request.result.createObjectStore(VALUES);
        request.result.createObjectStore(USES, { keyPath: "key" });
      };
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error ?? new Error("the cache cannot be opened"));
    }).catch((error: unknown) => {
      this.#database = null;
      throw error;
    });
    return this.#database;
  }
}

/** Keys of the entries that have to go, oldest use first. */
export function surplus(uses: readonly Use[]): string[] {
  let bytes = uses.reduce((sum, use) => sum + use.bytes, 0);
  let entries = uses.length;
  const doomed: string[] = [];
  for (const use of [...uses].sort((a, b) => a.used - b.used)) {
    if (bytes <= MOST_BYTES && entries <= MOST_ENTRIES) break;
    bytes -= use.bytes;
    entries -= 1;
    doomed.push(use.key);
  }
  return doomed;
}

function done<R>(request: IDBRequest<R>): Promise<R> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("the cache cannot be read"));
  });
}
