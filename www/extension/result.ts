// What is shown of a subject: one shape for badge, popover and popup, whatever was found out.
//
// A result with state "failed" or "not-checked" carries no verdict at all, so that no reader can mistake it for one.

import type { Subject } from "./subject.ts";

/** How far a check came. */
export type State = "checking" | "verified" | "base-unchecked" | "declared" | "gated" | "nothing" | "not-checked" | "failed";

/** Why nothing is known: what stands in the way (not checked) or what went wrong (failed). */
export type Reason =
  | "rate-limited"
  | "no-access"
  | "not-found"
  | "unread"
  | "switched-off"
  | "no-permission"
  | "network"
  | "server-error"
  | "bad-answer"
  | "engine"
  | "interrupted";

/** A check that is under way. */
export interface Checking {
  readonly state: "checking";
  readonly subject: Subject;
}

/** A check without an answer. */
export interface Unknown {
  readonly state: "not-checked" | "failed";
  readonly subject: Subject;
  readonly reason: Reason;
  /** What was asked and what came back, one short line; empty when there is nothing to add. */
  readonly detail: string;
  /** Milliseconds since the epoch when asking again makes sense; absent when waiting does not help. */
  readonly retryAt?: number;
}

/** A check with an answer. */
export interface Checked {
  /**
   * A text was read; it was, but the terms of a base model were not; only a tag was seen; only a tag, and a form stands
   * before the text; neither text nor tag was found.
   */
  readonly state: "verified" | "base-unchecked" | "declared" | "gated" | "nothing";
  readonly subject: Subject;
  readonly badge: Badge;
  /** The license that counts, by name; null when none was found. */
  readonly license: string | null;
  /** One or two sentences: why the badge says what it says. */
  readonly why: string;
  readonly answers: readonly Answer[];
  readonly quotes: readonly Quote[];
  readonly components: readonly Component[];
  readonly conflicts: readonly Conflict[];
  readonly chips: readonly Chip[];
  readonly lineage: readonly Ancestor[];
  /** What was not read or could not be had. */
  readonly unchecked: readonly Missing[];
  /** The commit that was read. */
  readonly revision: string | null;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** The license files that were read, for the full report. */
  readonly files: readonly File[];
  readonly plan: PlanOutcome | null;
}

/** Everything a badge can show. */
export type Result = Checking | Unknown | Checked;

/** The badge's words and look, as the core gives them. */
export interface Badge {
  readonly kind: string;
  readonly label: string;
  readonly color: string;
}

/** One of the five questions. */
export interface Answer {
  readonly question: string;
  readonly value: string;
  readonly summary: string;
}

/** Decisive words. */
export interface Quote {
  readonly clause: string;
  readonly title: string;
  readonly effect: string;
  /** Empty where the text itself was not seen. */
  readonly quote: string;
  /** Where the words stand, and the address at which a person can read them. */
  readonly source: string;
  readonly url: string | null;
}

/** A part of the release. */
export interface Component {
  readonly id: string;
  readonly name: string;
  readonly state: "present" | "absent" | "unknown";
  readonly license: string | null;
}

/** Two pieces of evidence that do not agree. */
export interface Conflict {
  readonly severity: "info" | "warning" | "serious";
  readonly title: string;
  readonly text: string;
  readonly action: string;
}

/** A short remark. */
export interface Chip {
  readonly id: string;
  readonly label: string;
  readonly text: string;
}

/** A base model. */
export interface Ancestor {
  readonly id: string;
  readonly relation: string;
  readonly label: string;
}

/** A part that was not checked. */
export interface Missing {
  readonly part: string;
  readonly why: string;
}

/** A license file. */
export interface File {
  readonly name: string;
  readonly url: string;
}

/** What a plan may do with the subject. */
export interface PlanOutcome {
  readonly outcome: "clear" | "conditions" | "ask" | "blocked" | "unknown";
  readonly summary: string;
  /** What is still to be answered or done. */
  readonly todo: readonly string[];
}
