// Asking the background, which the browser may stop at any moment.

import { send, type Depth } from "../messages.ts";
import type { Checked, Unknown } from "../result.ts";
import { keyOf, type Subject } from "../subject.ts";

/** Milliseconds before each further try after the background went away in the middle of a check. */
const PAUSES = [200, 1000, 3000];

/**
 * Asks for many subjects and hands over each result when it comes. A background that dies is started again by asking
 * again; after four deaths in a row the results say so.
 */
export async function ask(subjects: readonly Subject[], depth: Depth, again: boolean, take: (result: Checked | Unknown) => void): Promise<void> {
  let left = new Map(subjects.map((subject) => [keyOf(subject), subject]));
  let failures = 0;
  while (left.size > 0) {
    try {
      const results = await send<"check">({ type: "check", subjects: [...left.values()], depth, again });
      failures = 0;
      for (const result of results) {
        left.delete(keyOf(result.subject));
        take(result);
      }
    } catch {
      const pause = PAUSES[failures];
      failures += 1;
      if (isOrphaned()) return;
      if (pause === undefined) {
        for (const subject of left.values()) take({ state: "failed", subject, reason: "interrupted", detail: "" });
        left = new Map();
      } else {
        await new Promise((resume) => setTimeout(resume, pause));
      }
    }
  }
}

/** The extension was updated or removed under this page; nothing can be asked any more. */
export function isOrphaned(): boolean {
  return chrome.runtime?.id === undefined;
}
