// Why a check has no answer, as an error that travels up to the badge.

import type { Reason, Unknown } from "../result.ts";
import type { Subject } from "../subject.ts";
import { RateLimited } from "./limits.ts";

/** Reasons that are not a failure: something stands in the way, or nothing is there. */
const OBSTACLES: ReadonlySet<Reason> = new Set(["rate-limited", "no-access", "not-found", "switched-off", "no-permission"]);

/** Milliseconds until a failed check is worth another try by itself. */
const AGAIN = 30_000;

/** A check that came to no answer. */
export class Problem extends Error {
  override readonly name = "Problem";
  readonly reason: Reason;
  readonly detail: string;

  constructor(reason: Reason, detail: string) {
    super(`${reason}: ${detail}`);
    this.reason = reason;
    this.detail = detail;
  }
}

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
  if (error instanceof RateLimited) {
    return { state: "not-checked", subject, reason: "rate-limited", detail: "", retryAt: error.until };
  }
  const problem = error instanceof Problem ? error : new Problem(error instanceof SyntaxError ? "bad-answer" : "network", lineOf(error));
  const { reason, detail } = problem;
  if (OBSTACLES.has(reason)) return { state: "not-checked", subject, reason, detail };
  const passing = reason === "network" || reason === "server-error" || reason === "interrupted";
  return { state: "failed", subject, reason, detail, ...(passing ? { retryAt: now + AGAIN } : {}) };
}

function lineOf(error: unknown): string {
  return error instanceof Error ? error.message.split("\n", 1)[0] ?? "" : String(error);
}
