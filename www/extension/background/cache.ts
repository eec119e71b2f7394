// What was found out, in `storage.local`, by subject. An entry is used as it is for a day; after that the hub is asked
// again, and an entry of the same revision is kept without reading any text again. Bounded by bytes, oldest use first.
//
// Entries hold the id, the revision and the assessment; no license text, nothing of the page, nothing of the person.

import { keyOf, type Subject } from "../subject.ts";

const PREFIX = "cache:";
const INDEX = "cache-index";
const FRESH = 24 * 3_600_000;
const MOST_BYTES = 4_000_000;
const MOST_ENTRIES = 1500;

/** Raised whenever entries of an older extension must not be read any more. */
const VERSION = 1;

/** One entry. */
export interface Entry<T> {
  readonly version: number;
  readonly revision: string | null;
  /** How deep the check went; a page wants the lineage that a card does not look up. */
  readonly depth: "card" | "page";
  readonly at: number;
  readonly value: T;
}

type Index = Record<string, { used: number; bytes: number }>;

/** The cache. */
export class Cache<T> {
  #index: Promise<Index> | null = null;

  /** The entry of a subject, or null. */
  async get(subject: Subject): Promise<Entry<T> | null> {
    const key = PREFIX + keyOf(subject);
    const entry = (await chrome.storage.local.get(key))[key] as Entry<T> | undefined;
    if (entry?.version !== VERSION) return null;
    void this.#touch(key);
    return entry;
  }

  /** Whether an entry can be shown without asking the hub. */
  isFresh(entry: Entry<T>, depth: "card" | "page", now: number): boolean {
    const age = now - entry.at;
    return age >= 0 && age < FRESH && (entry.depth === "page" || depth === "card");
  }

  /** Stores an entry and throws out the oldest ones when there are too many. */
  async put(subject: Subject, entry: Omit<Entry<T>, "version">): Promise<void> {
    const key = PREFIX + keyOf(subject);
    const stored: Entry<T> = { ...entry, version: VERSION };
    const bytes = new Blob([JSON.stringify(stored)]).size;
    if (bytes > MOST_BYTES / 8) return;
    await chrome.storage.local.set({ [key]: stored });
    const index = await this.#load();
    index[key] = { used: entry.at, bytes };
    await this.#prune(index);
    await chrome.storage.local.set({ [INDEX]: index });
  }

  /** Number of entries and their size in bytes. */
  async size(): Promise<{ entries: number; bytes: number }> {
    const entries = Object.values(await this.#load());
    return { entries: entries.length, bytes: entries.reduce((sum, { bytes }) => sum + bytes, 0) };
  }

  /** Forgets everything. */
  async clear(): Promise<void> {
    await chrome.storage.local.remove([...Object.keys(await this.#load()), INDEX]);
    this.#index = null;
  }

  async #touch(key: string): Promise<void> {
    const entry = (await this.#load())[key];
    // Stored with the next entry; losing it only makes an entry look older than it is.
    if (entry) entry.used = Date.now();
  }

  async #prune(index: Index): Promise<void> {
    const byAge = Object.entries(index).sort(([, a], [, b]) => a.used - b.used);
    let bytes = byAge.reduce((sum, [, entry]) => sum + entry.bytes, 0);
    const doomed: string[] = [];
    for (const [key, entry] of byAge) {
      if (bytes <= MOST_BYTES && byAge.length - doomed.length <= MOST_ENTRIES) break;
      bytes -= entry.bytes;
      doomed.push(key);
      delete index[key];
    }
    if (doomed.length > 0) await chrome.storage.local.remove(doomed);
  }

  #load(): Promise<Index> {
    this.#index ??= chrome.storage.local.get(INDEX).then((stored) => (stored[INDEX] as Index | undefined) ?? {});
    return this.#index;
  }
}
