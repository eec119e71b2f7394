// A result in words: the label on the badge, its full name for screen readers, and the state in one line.

import type { Result, Unknown } from "../result.ts";
import { hour, named, t } from "./i18n.ts";
import { plain } from "./plain.ts";

/** The few words on a badge. */
export function labelOf(result: Result): string {
  switch (result.state) {
    case "checking":
      return t("stateChecking");
    case "not-checked":
      return t(result.reason === "rate-limited" ? "stateWaiting" : "stateNotChecked");
    case "failed":
      return t("stateFailed");
    case "verified":
    case "base-unchecked":
    case "declared":
    case "gated":
    case "nothing":
      return named("badge", result.badge.kind, result.badge.label);
  }
}

/** What a screen reader says for the badge. */
export function nameOf(result: Result): string {
  const parts = [t("badgeName", plain(result.subject.id, 120), labelOf(result)), stateLine(result)];
  if ("plan" in result && result.plan) parts.push(t(`plan_${result.plan.outcome}`));
  return parts.filter((part) => part !== "").join(". ");
}

/** How far the check came, in one line. */
export function stateLine(result: Result): string {
  switch (result.state) {
    case "checking":
      return "";
    case "not-checked":
    case "failed":
      return reasonLine(result);
    case "verified":
      return t("stateVerified");
    case "base-unchecked":
      return t("stateBaseUnchecked");
    case "declared":
      return t("stateDeclared");
    case "gated":
      return t("stateGated");
    case "nothing":
      return t("stateNothing");
  }
}

function reasonLine({ reason, retryAt }: Unknown): string {
  if (reason === "rate-limited" && retryAt !== undefined) return t("reason_rate_limited_until", hour(retryAt));
  return t(`reason_${reason.replaceAll("-", "_")}`);
}
