// What can go wrong. A failure is never an answer: either the whole lookup rejects with one of these, or the part that
// could not be had is named in `missing`.

/** A lookup that failed. `code` is stable; `retryAfter` is in seconds, for `rate-limited`. */
export class HubError extends Error {
  constructor(code, message, options = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = "HubError";
    this.code = code;
    this.status = options.status ?? null;
    this.retryAfter = options.retryAfter ?? null;
  }
}

/** Why a part is missing, in a few words. */
export function why(error) {
  if (!(error instanceof HubError)) return "failed";
  switch (error.code) {
    case "gated": return "gated: the hub gives it to approved users only";
    case "not-found": return "not found";
    case "rate-limited": return error.retryAfter === null ? "rate limited" : `rate limited for ${error.retryAfter} s`;
    case "too-large": case "not-text": case "not-allowed": case "bad-answer": return error.message;
    case "server": return `the hub failed (${error.status})`;
    default: return "no connection";
  }
}
