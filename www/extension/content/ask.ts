// Asking the background, which the browser may stop at any moment.

import { send, type Depth } from "../messages.ts";
import type { Checked, Unknown } from "../result.ts";
import type { Subject } from "../subject.ts";

/** Milliseconds before each further try after the background went away in the middle of a check. */
const PAUSES = [200, 1000, 3000];

/** The background's answer. A background that dies is started again by asking again; after four deaths the result says so. */
export async function ask(subject: Subject, depth: Depth, again: boolean): Promise<Checked | Unknown> {
  for (const pause of [...PAUSES, null]) {
    try {
      return await send<"check">({ type: "check", subject, depth, again });
    } catch {
      if (isOrphaned() || pause === null) break;
      await new Promise((resume) => setTimeout(resume, pause));
    }
  }
  return { state: "failed", subject, reason: "interrupted", detail: "" };
}

/** The extension was updated or removed under this page; nothing can be asked any more. */
export function isOrphaned(): boolean {
  return chrome.runtime?.id === undefined;
}
