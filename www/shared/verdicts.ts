// How verdicts, rungs and answers look: color and icon by name. White text on each color has a contrast of at
// least 4.5:1. Words come from `messages`.

import type { Effect, Openness, Question, VerdictKind } from "./types.js";

const VERDICT_COLORS: Record<VerdictKind, string> = {
  "open-source": "#1D4ED8",
  "open": "#0E7490",
  "responsible-use": "#6D28D9",
  "conditional": "#92400E",
  "no-derivatives": "#92400E",
  "non-commercial": "#B91C1C",
  "research-only": "#B91C1C",
  "evaluation-only": "#B91C1C",
  "no-redistribution": "#7F1D1D",
  "not-a-license": "#374151",
  "unrecognized": "#4B5563",
};

const OPENNESS_COLORS: Record<Openness, string> = {
  "open-source-ai-open-data": "#166534",
  "open-source-ai": "#1D4ED8",
  "open-weights": "#0E7490",
  "weights-available": "#92400E",
  "closed": "#7F1D1D",
  "unknown": "#4B5563",
};

export const VERDICT_KINDS = Object.keys(VERDICT_COLORS) as VerdictKind[];

/** Background color of a verdict's badge. A kind that this version does not know looks like "unrecognized". */
export function verdictColor(kind: string): string {
  return VERDICT_COLORS[kind as VerdictKind] ?? VERDICT_COLORS.unrecognized;
}

/** Background color of a rung of the ladder. */
export function opennessColor(rung: string): string {
  return OPENNESS_COLORS[rung as Openness] ?? OPENNESS_COLORS.unknown;
}

/** How an answer reads at a glance: `yes` leaves people free, `no` stops them, `partly` is in between. */
export type Tone = "yes" | "partly" | "no" | "unstated";

/** The tone of an answer's value. What is not known never reads as "yes". */
export function tone(question: Question, value: string): Tone {
  switch (value) {
    case "allowed": return "yes";
    case "conditional": return "partly";
    case "forbidden": return "no";
    case "none": return question === "usageRestrictions" ? "yes" : "unstated";
    case "some": return "partly";
    case "no": return question === "publishChanges" ? "yes" : "unstated";
    case "same-terms": case "source": case "network": return "partly";
    default: return "unstated";
  }
}

/** Effects in the order in which a reader needs them. */
export const EFFECTS: readonly Effect[] = ["veto", "responsible-use", "condition", "grant", "legal"];
