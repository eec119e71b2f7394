// What the parts of the extension say to each other: one union, checked when it arrives.

import type { Checked, Result, Unknown } from "./result.ts";
import { isSubject, type Subject } from "./subject.ts";

/** How deep to look: a card costs one API call; a page also follows base models. */
export type Depth = "card" | "page";

/** To the background. */
export type Request =
  | { readonly type: "check"; readonly subjects: readonly Subject[]; readonly depth: Depth; readonly again: boolean }
  | { readonly type: "open-report"; readonly subject: Subject }
  | { readonly type: "open-options" }
  | { readonly type: "cache-size" }
  | { readonly type: "clear-cache" };

/** From the background, by request. */
export interface Replies {
  /** What is known by now, at least one; whoever wants the others asks again. */
  check: readonly (Checked | Unknown)[];
  "open-report": null;
  "open-options": null;
  "cache-size": { readonly entries: number; readonly bytes: number };
  "clear-cache": null;
}

/** From the popup to the page's content script. */
export interface PageRequest {
  readonly type: "what-is-here";
}

/** What the page shows: its own subject first, with what is known of it. */
export interface PageReply {
  readonly results: readonly Result[];
}

/** Sends a request to the background. Rejects when the background is gone. */
export async function send<T extends Request["type"]>(request: Extract<Request, { type: T }>): Promise<Replies[T]> {
  const reply = (await chrome.runtime.sendMessage(request)) as Envelope<Replies[T]> | undefined;
  if (reply === undefined) throw new Error("no answer from the background");
  if ("error" in reply) throw new Error(reply.error);
  return reply.value;
}

/** How a reply travels: a value that may be null, or an error's text. */
export type Envelope<T> = { readonly value: T } | { readonly error: string };

/** A message as it arrived, or null when it is none of ours. */
export function parseRequest(message: unknown): Request | null {
  if (typeof message !== "object" || message === null) return null;
  const { type, subject, subjects, depth, again } = message as Record<string, unknown>;
  switch (type) {
    case "check":
      return Array.isArray(subjects) && subjects.length > 0 && subjects.every(isSubject) && (depth === "card" || depth === "page")
        ? { type, subjects, depth, again: again === true }
        : null;
    case "open-report":
      return isSubject(subject) ? { type, subject } : null;
    case "open-options":
    case "cache-size":
    case "clear-cache":
      return { type };
    default:
      return null;
  }
}
