/**
 * Collects what `assess` needs of a release on Hugging Face, or on a hub with the same API.
 *
 * The only part of the package that asks a server, and it asks only when called.
 *
 * @example
 * ```js
 * import { assess } from "openweigh";
 * import { release } from "openweigh/hub";
 *
 * const assessment = assess(await release("allenai/OLMo-2-1124-7B"));
 * assessment.badge.label;
 * ```
 *
 * @packageDocumentation
 */

import type { Release } from "./openweigh.js";

/**
 * Everything that `assess` needs of a release: one API call a model, the license files, use policies and the gate's
 * prompt, the file list, the card, and the same for the models it is made from, to a depth of three.
 *
 * What cannot be had is named in `missing`, or as `why` of a base model; it is never taken for an answer.
 *
 * @param id `owner/name`.
 * @throws {TypeError} when an argument has the wrong type; the message names it.
 * @throws {HubError} when nothing is known of the release itself.
 * @throws the reason of `signal` when it aborts.
 */
export function release(id: string, options?: HubOptions): Promise<Release>;

/** How to look up a release. */
export interface HubOptions {
  /** Instead of the global `fetch`. */
  fetch?: typeof fetch;
  /** Keeps answers of the API for `maxAge` and texts of a commit for good. */
  cache?: HubCache | null;
  /** Ends the lookup. */
  signal?: AbortSignal;
  /** A token of the hub; sent to `endpoint` only. */
  token?: string | null;
  /** Address of the hub. Default `https://huggingface.co`. */
  endpoint?: string;
  /** What the id names. Default `model`. */
  kind?: "model" | "dataset" | "space";
  /** How far base models are followed, 0 to 3. Default 3. */
  depth?: number;
  /** Whether the card's text is read, for data information, evaluation and links. Default `true`. */
  card?: boolean;
  /** More hosts from which a license link or a policy may be read, over https. */
  hosts?: string[];
  /** Seconds for which an API answer of the cache is good enough. Default 300. */
  maxAge?: number;
}

/** Where answers are kept. Keys are strings; values are plain objects and strings. */
export interface HubCache {
  get(key: string): unknown | Promise<unknown>;
  set(key: string, value: unknown): unknown;
}

/** A lookup that failed. */
export class HubError extends Error {
  constructor(code: HubErrorCode, message: string, options?: { status?: number; retryAfter?: number; cause?: unknown });
  readonly name: "HubError";
  /** Stable; messages may change. */
  readonly code: HubErrorCode;
  /** Status of the answer, if there was one. */
  readonly status: number | null;
  /** Seconds until the hub may be asked again, for `rate-limited`. */
  readonly retryAfter: number | null;
}

/**
 * - `bad-id`: not of the form `owner/name`
 * - `not-found`: no such repository
 * - `gated`: a login or an approval is needed
 * - `rate-limited`: too many calls; see `retryAfter`
 * - `server`: the hub failed
 * - `network`: no answer
 * - `bad-answer`: an answer that cannot be read
 * - `too-large`, `not-text`, `not-allowed`: of single files; they appear in `missing`
 */
export type HubErrorCode =
  | "bad-id"
  | "not-found"
  | "gated"
  | "rate-limited"
  | "server"
  | "network"
  | "bad-answer"
  | "too-large"
  | "not-text"
  | "not-allowed";

/**
 * The id and kind that a text names: `owner/name`, `datasets/owner/name`, `hf:owner/name` or the address of a page;
 * `null` when it names none.
 */
export function parseId(text: string, endpoint?: string): { kind: "model" | "dataset" | "space"; id: string } | null;

/** The paths of a list that are license texts, use policies or notices, most telling first; eight at most. */
export function licenseFiles(paths: string[]): string[];
