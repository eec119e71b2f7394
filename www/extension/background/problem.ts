// Why a check has no answer, as an error that travels up to the badge.

import type { Reason, Unknown } from "../result.ts";
import { HubError, type HubErrorCode } from "openweigh/hub";
import type { Subject } from "../subject.ts";

/** Reasons that are not a failure: something stands in the way, or nothing is there. */
const OBSTACLES: ReadonlySet<Reason> = new Set(["rate-limited", "no-access", "not-found", "unread", "switched-off", "no-permission"]);

/** Failures that may be over soon. */
const PASSING: ReadonlySet<Reason> = new Set(["network", "server-error", "interrupted"]);

/** Milliseconds until a failed check is worth another try by itself. */
const AGAIN = 30_000;

/** A check that came to no answer. */
export class Problem extends Error {
  override readonly name = "Problem";
  readonly reason: Reason;
  readonly detail: string;
  /** Milliseconds to wait before asking again, if the hub said so. */
  readonly wait: number | null;

  constructor(reason: Reason, detail: string, wait: number | null = null) {
    super(`${reason}: ${detail}`);
    this.reason = reason;
    this.detail = detail;
    this.wait = wait;
  }
}

/** Reasons by the codes of the hub client. */
const REASONS: Readonly<Record<HubErrorCode, Reason>> = {
  "bad-id": "not-found",
  "not-found": "not-found",
  gated: "no-access",
  "rate-limited": "rate-limited",
  server: "server-error",
  network: "network",
  "bad-answer": "bad-answer",
  "too-large": "bad-answer",
  "not-text": "bad-answer",
  "not-allowed": "bad-answer",
};

/** What a status says about a repository. Call it for statuses that are no success. */
export function problemOf(status: number, what: string): Problem {
  const detail = `${what}: HTTP ${status}`;
  // The hub answers 401 for what does not exist and for what one must not see alike.
  if (status === 401 || status === 403) return new Problem("no-access", detail);
  if (status === 404 || status === 410 || status === 451) return new Problem("not-found", detail);
  return new Problem(status >= 500 ? "server-error" : "bad-answer", detail);
}

/** Any error as a result without a verdict. */
export function unknownFrom(error: unknown, subject: Subject, now: number): Unknown {
  const { reason, detail, wait } = problemFrom(error);
  const again = wait ?? (PASSING.has(reason) ? AGAIN : null);
  return {
    state: OBSTACLES.has(reason) ? "not-checked" : "failed",
    subject,
    reason,
    detail,
    ...(again === null ? {} : { retryAt: now + again }),
  };
}

function problemFrom(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof HubError) {
    const { code, message, retryAfter } = error;
    return new Problem(REASONS[code] ?? "bad-answer", message, code === "rate-limited" ? (retryAfter ?? 60) * 1000 : null);
  }
  return new Problem("engine", error instanceof Error ? (error.message.split("\n", 1)[0] ?? "") : String(error));
}
