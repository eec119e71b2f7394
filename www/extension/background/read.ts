// Reading from a hub: JSON and license texts, with bounds on size and time and a reason when it does not work.

import { isLimit, limitedFetch, waitOf } from "./limits.ts";
import { Problem, problemOf } from "./problem.ts";

/** The largest license text that is read, in bytes; the longest known one has 0.2 MB. */
export const MOST_BYTES = 1_000_000;

/** The largest API answer; models of thousands of files have long lists. */
const MOST_JSON = 8_000_000;

const PATIENCE = 20_000;

/** A text that was read, or why it was not. */
export type Read = { readonly text: string; readonly revision: string | null } | { readonly why: string };

/** An API answer. Rejects with a {@link Problem}. */
export async function readJson(url: string, init: RequestInit = {}): Promise<Record<string, unknown>> {
  const response = await get(url, init);
  if (isLimit(response)) throw new Problem("rate-limited", "", waitOf(response.headers, Date.now()));
  if (!response.ok) throw problemOf(response.status, pathOf(url));
  const { text, whole } = await bounded(response, MOST_JSON);
  if (!whole) throw new Problem("bad-answer", `${pathOf(url)}: more than ${MOST_JSON / 1e6} MB`);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Problem("bad-answer", `${pathOf(url)}: not JSON`);
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw new Problem("bad-answer", `${pathOf(url)}: not an object`);
  return value as Record<string, unknown>;
}

/** A license text. What stands in the way of one text is said, and the check goes on without it. */
export async function readText(url: string, init: RequestInit = {}): Promise<Read> {
  try {
    const response = await get(url, init);
    if (isLimit(response)) return { why: "rate limited" };
    if (response.status === 401 || response.status === 403) return { why: "gated" };
    if (response.status === 404) return { why: "not found" };
    if (!response.ok) return { why: response.status >= 500 ? `the hub failed (${response.status})` : `HTTP ${response.status}` };
    const { text, whole } = await bounded(response, MOST_BYTES);
    if (!whole) return { why: `larger than ${MOST_BYTES / 1e6} MB` };
    if (text.includes("\u0000")) return { why: "not text" };
    return { text, revision: response.headers.get("x-repo-commit") };
  } catch (error) {
    if (error instanceof Problem && error.reason === "network") return { why: "no connection" };
    throw error;
  }
}

async function get(url: string, init: RequestInit): Promise<Response> {
  try {
    return await limitedFetch(url, { credentials: "omit", referrerPolicy: "no-referrer", signal: AbortSignal.timeout(PATIENCE), ...init });
  } catch (error) {
    throw new Problem("network", `${pathOf(url)}: ${error instanceof DOMException ? error.name : "no connection"}`);
  }
}

async function bounded(response: Response, most: number): Promise<{ text: string; whole: boolean }> {
  if (Number(response.headers.get("content-length")) > most) {
    await response.body?.cancel();
    return { text: "", whole: false };
  }
  const reader = response.body?.getReader();
  if (!reader) return { text: "", whole: true };
  const decoder = new TextDecoder();
  let text = "";
  let bytes = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return { text: text + decoder.decode(), whole: true };
    bytes += value.byteLength;
    if (bytes > most) {
      await reader.cancel();
      return { text: "", whole: false };
    }
    text += decoder.decode(value, { stream: true });
  }
}

function pathOf(url: string): string {
  return new URL(url).pathname;
}
