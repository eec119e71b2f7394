// Opening the full report, a page of the extension. What it is about travels by `storage.session`, which neither the
// history nor another program sees, and is gone with the browser.

import type { Subject } from "../subject.ts";

/** What a report can be about. */
export type ReportInput =
  | { readonly text: string }
  | { readonly url: string }
  | { readonly subject: Subject };

const PREFIX = "report:";

/** Characters of a text that a report reads; ten times the longest known license. */
const MOST_TEXT = 2_000_000;

/** Reports that can be reloaded; the session's storage is bounded. */
const MOST_KEPT = 3;

interface Kept {
  readonly at: number;
  readonly input: ReportInput;
}

/** Opens the report in a new tab. */
export async function openReport(input: ReportInput): Promise<void> {
  const id = crypto.randomUUID();
  const kept = Object.entries(await chrome.storage.session.get(null))
    .filter(([key]) => key.startsWith(PREFIX))
    .sort(([, a], [, b]) => (a as Kept).at - (b as Kept).at)
    .map(([key]) => key);
  await chrome.storage.session.remove(kept.slice(0, Math.max(0, kept.length - MOST_KEPT)));
  const stored: Kept = { at: Date.now(), input: "text" in input ? { text: input.text.slice(0, MOST_TEXT) } : input };
  await chrome.storage.session.set({ [PREFIX + id]: stored });
  await chrome.tabs.create({ url: `${chrome.runtime.getURL("report.html")}#${id}` });
}

/** The input of a report page by the name in its address, or null when the browser was restarted since. */
export async function reportInput(id: string): Promise<ReportInput | null> {
  if (!/^[0-9a-f-]{36}$/.test(id)) return null;
  const kept = (await chrome.storage.session.get(PREFIX + id))[PREFIX + id] as Kept | undefined;
  return kept?.input ?? null;
}
