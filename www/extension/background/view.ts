// From an assessment to what is shown of it.

import type { Assessment, Decision, EffectiveLicense } from "openweigh";
import type { Answer, Checked, File, PlanOutcome, Quote } from "../result.ts";
import type { Subject } from "../subject.ts";
import { Problem } from "./problem.ts";

/** What the cache keeps. */
export interface Kept {
  readonly assessment: Assessment;
  readonly files: readonly File[];
}

const QUESTIONS = ["commercialUse", "redistribution", "modification", "usageRestrictions", "publishChanges"] as const;

/** Why a text could not be read that is worth another try, as the hub client and the sources say it. */
const PASSING = /^(?:the hub failed|rate limited|no connection|failed$)/;

/** Whether something was not read only because a request failed; such an answer is not kept for long. */
export function isPassing({ unchecked }: Assessment): boolean {
  return unchecked.some(({ why }) => PASSING.test(why));
}

/** What a badge and its popover show. Throws when an answer would only be the absence of what could not be read. */
export function checkedFrom(subject: Subject, { assessment, files }: Kept, decision: Decision | null, at: number): Checked {
  const failed = assessment.unchecked.find(({ why }) => PASSING.test(why));
  if (assessment.evidence === "none" && failed) {
    const limited = failed.why.startsWith("rate limited");
    const seconds = Number(/for (\d+) s/.exec(failed.why)?.[1] ?? 60);
    throw new Problem(limited ? "rate-limited" : "server-error", `${failed.part}: ${failed.why}`, limited ? seconds * 1000 : null);
  }
  if (assessment.badge.kind === "not-checked") {
    throw new Problem("unread", assessment.unchecked.map(({ part, why }) => `${part}: ${why}`).slice(0, 3).join("; "));
  }
  const urls = new Map(files.map(({ name, url }) => [name, url]));
  const { badge, license } = assessment;
  return {
    state: stateOf(assessment),
    subject,
    badge: { kind: badge.kind, label: badge.label, color: badge.color },
    license: license && nameOf(license),
    why: assessment.summary,
    answers: QUESTIONS.map((question): Answer => {
      const { value, summary } = assessment.answers[question];
      return { question, value, summary };
    }),
    quotes: assessment.because.map(({ id, title, effect, quote, source }): Quote => ({
      clause: id, title, effect, quote, source, url: urls.get(source) ?? null,
    })),
    components: assessment.components.map(({ id, name, state, license }) => ({
      id, name, state, license: license && nameOf(license),
    })),
    conflicts: assessment.conflicts.map(({ severity, title, text, action }) => ({ severity, title, text, action })),
    chips: assessment.chips.map(({ id, label, text }) => ({ id, label, text })),
    lineage: assessment.baseModels.map(({ id, relation, badge }) => ({ id, relation, label: badge?.label ?? "" })),
    unchecked: assessment.unchecked.map(({ part, why }) => ({ part, why })),
    revision: assessment.revision,
    at,
    files,
    plan: decision ? planOf(decision) : null,
  };
}

/** SPDX identifiers are known to readers; those that only we use are not. */
function nameOf({ id, name }: EffectiveLicense): string {
  return id === null || id.includes("LicenseRef-") ? name : id;
}

function stateOf({ evidence, chips }: Assessment): Checked["state"] {
  if (evidence === "none") return "nothing";
  if (evidence === "text") return chips.some(({ id }) => id === "base-not-checked") ? "base-unchecked" : "verified";
  return chips.some(({ id }) => id === "gated") ? "gated" : "declared";
}

function planOf({ outcome, summary, todo, questions }: Decision): PlanOutcome {
  return { outcome, summary, todo: [...questions, ...todo].map(({ text }) => text) };
}
