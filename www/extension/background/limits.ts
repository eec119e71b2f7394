// Rate limits of the hubs. When one says "too many", nothing more goes to it until the time that it named; the time
// is kept in `storage.session`, so that a background that was stopped in between does not start over.

const KEY = "blocked-until";

/** Milliseconds to wait when a hub says "too many" without saying until when. */
const UNTOLD = 60_000;

/** The longest wait that is believed, in milliseconds. */
const LONGEST = 3_600_000;

let blocked: Promise<Record<string, number>> | null = null;

/**
 * `fetch` that honours the limits of the hub that it asks: while a hub wants a pause, the answer is 429 with the
 * seconds that are left, as the hub itself would give it, and nothing is sent.
 */
export async function limitedFetch(input: string | URL | Request, init?: RequestInit): Promise<Response> {
  const bucket = bucketOf(new URL(input instanceof Request ? input.url : input));
  const wait = ((await load())[bucket] ?? 0) - Date.now();
  if (wait > 0) return new Response(null, { status: 429, headers: { "retry-after": String(Math.ceil(wait / 1000)) } });
  const response = await fetch(input, init);
  if (isLimit(response)) await block(bucket, Date.now() + waitOf(response.headers, Date.now()));
  return response;
}

/** Whether an answer means "too many"; GitHub says it with 403. */
export function isLimit({ status, headers }: Response): boolean {
  return status === 429 || (status === 403 && headers.get("x-ratelimit-remaining") === "0");
}

/** Limits count separately: a hub's API, its files, its pages. */
function bucketOf({ origin, pathname }: URL): string {
  if (pathname.startsWith("/api/") || origin.startsWith("https://api.")) return `${origin} api`;
  return pathname.includes("/resolve/") ? `${origin} resolve` : `${origin} pages`;
}

/** Milliseconds to wait: `RateLimit: "api";r=0;t=120`, `Retry-After` (seconds or date), `X-RateLimit-Reset` (epoch). */
export function waitOf(headers: Headers, now: number): number {
  const seconds = /(?:^|;)\s*t=(\d+)/.exec(headers.get("ratelimit") ?? "")?.[1] ?? headers.get("retry-after") ?? "";
  const reset = Number(headers.get("x-ratelimit-reset"));
  let wait = UNTOLD;
  if (/^\d+$/.test(seconds)) wait = Number(seconds) * 1000;
  else if (!Number.isNaN(Date.parse(seconds))) wait = Date.parse(seconds) - now;
  else if (reset > 0) wait = reset * 1000 - now;
  return Math.min(LONGEST, Math.max(1000, wait));
}

async function block(bucket: string, until: number): Promise<void> {
  const all = await load();
  all[bucket] = Math.max(until, all[bucket] ?? 0);
  await chrome.storage.session.set({ [KEY]: all });
}

function load(): Promise<Record<string, number>> {
  blocked ??= chrome.storage.session.get(KEY).then((stored) => (stored[KEY] as Record<string, number> | undefined) ?? {});
  return blocked;
}
