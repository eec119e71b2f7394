// Opening the full report, a page of the extension. What it is about travels by `storage.session`, which neither the
// history nor another program sees, and is gone with the browser.

import type { Subject } from "../subject.ts";

/** What a report can be about. */
export type ReportInput =
  | { readonly text: string }
  | { readonly url: string }
  | { readonly subject: Subject };

const PREFIX = "report:";

/** Opens the report in a new tab. */
export async function openReport(input: ReportInput): Promise<void> {
  const id = crypto.randomUUID();
  await chrome.storage.session.set({ [PREFIX + id]: input });
  await chrome.tabs.create({ url: `${chrome.runtime.getURL("report.html")}#${id}` });
}

/** The input of a report page by the name in its address, or null when the browser was restarted since. */
export async function reportInput(id: string): Promise<ReportInput | null> {
  if (!/^[0-9a-f-]{36}$/.test(id)) return null;
  const input: unknown = (await chrome.storage.session.get(PREFIX + id))[PREFIX + id];
  return typeof input === "object" && input !== null ? (input as ReportInput) : null;
}
