// The shapes that the engine gives, with the short names that page and extension use for them.

import type { Openness, Report } from "openweigh";

export type {
  Answer, Clause, Edit, Effect, Finding, LicenseMatch, Openness, Report, Span, Template, Verdict, VerdictKind,
} from "openweigh";

export type Question = keyof Report["answers"];

export const QUESTIONS: readonly Question[] = [
  "commercialUse", "redistribution", "modification", "usageRestrictions", "publishChanges",
];

/** The ladder, most open first. */
export const LADDER: readonly Openness[] = [
  "open-source-ai-open-data", "open-source-ai", "open-weights", "weights-available", "closed",
];
