// Asks the hub, within bounds: time, size, rate limits, hosts.

import { HubError } from "./errors.js";

/** The largest license text that is read, in bytes; the longest known one has 0.2 MB. */
const MOST_TEXT = 1_000_000;

/** The largest API answer; repositories of thousands of files have long lists. */
const MOST_JSON = 16_000_000;

/** Longest wait for one answer, in milliseconds. */
const PATIENCE = 30_000;

/** Until when a hub wants no more calls of a kind: `origin bucket` → time in milliseconds. */
const held = new Map();

/** The part of a rate limit that an address counts against. */
function bucket(url) {
  const { origin, pathname } = new URL(url);
  const kind = pathname.startsWith("/api/") ? "api" : /\/(?:resolve|raw)\//.test(pathname) ? "resolvers" : "pages";
  return `${origin} ${kind}`;
}

/** Remaining calls and seconds to the reset, of `RateLimit: "api";r=0;t=120`, or of `Retry-After`. */
export function limitOf(headers) {
  const value = headers.get("ratelimit");
  const left = value && /(?:^|[;,\s])r=(\d+)/.exec(value);
  const time = value && /(?:^|[;,\s])t=(\d+)/.exec(value);
  if (time) return { left: left ? Number(left[1]) : null, seconds: Number(time[1]) };
  const after = headers.get("retry-after");
  if (after && /^\d+$/.test(after)) return { left: null, seconds: Number(after) };
  const date = after ? Date.parse(after) : NaN;
  return { left: null, seconds: Number.isNaN(date) ? null : Math.max(0, Math.ceil((date - Date.now()) / 1000)) };
}

function hold(key, seconds) {
  held.set(key, Math.max(held.get(key) ?? 0, Date.now() + Math.min(seconds, 3600) * 1000));
}

/** A reader with the caller's `fetch`, signal, token and hosts. */
export class Reader {
  constructor({ fetch, signal, token, endpoint, hosts }) {
    this.fetch = fetch;
    this.signal = signal;
    this.token = token;
    this.endpoint = endpoint;
    this.hosts = hosts;
  }

  /** Whether an address may be asked: the hub itself, or `https` on an allowed host. */
  allows(url) {
    const { origin, protocol, host, username, password } = new URL(url);
    if (username !== "" || password !== "") return false;
    return origin === new URL(this.endpoint).origin || (protocol === "https:" && this.hosts.includes(host.toLowerCase()));
  }

  /** An API answer as an object. */
  async json(url) {
    const { text } = await this.#body(url, MOST_JSON, "application/json");
    let value;
    try {
      value = JSON.parse(text);
    } catch (cause) {
      throw new HubError("bad-answer", "the hub's answer is not JSON", { cause });
    }
    if (typeof value !== "object" || value === null || Array.isArray(value)) {
      throw new HubError("bad-answer", "the hub's answer is not an object");
    }
    return value;
  }

  /** A license text. */
  async text(url) {
    const { text, type } = await this.#body(url, MOST_TEXT, "text/plain, text/*;q=0.9, */*;q=0.5");
    if (text.includes("\u0000") || /^application\/(?:pdf|zip|octet-stream-compressed)/.test(type) || text.startsWith("%PDF-")) {
      throw new HubError("not-text", "not a text file");
    }
    return text;
  }

  async #body(url, most, accept) {
    if (!this.allows(url)) throw new HubError("not-allowed", `not read: ${new URL(url).host} is not an allowed host`);
    const key = bucket(url);
    const wait = (held.get(key) ?? 0) - Date.now();
    if (wait > 0) throw new HubError("rate-limited", "the hub asked for a pause", { status: 429, retryAfter: Math.ceil(wait / 1000) });
    const response = await this.#ask(url, accept);
    const limit = limitOf(response.headers);
    // The last call of a window is answered; what comes after it would not be.
    if (limit.left === 0 && limit.seconds !== null) hold(key, limit.seconds);
    if (!response.ok) {
      void response.body?.cancel().catch(() => {});
      throw this.#problem(response, url, key, limit);
    }
    if (!this.allows(response.url || url) && !/(?:^|\.)(?:huggingface\.co|hf\.co)$/.test(new URL(response.url).hostname)) {
      void response.body?.cancel().catch(() => {});
      throw new HubError("not-allowed", `not read: redirected to ${new URL(response.url).host}, which is not an allowed host`);
    }
    return { text: await bounded(response, most), type: response.headers.get("content-type") ?? "" };
  }

  async #ask(url, accept) {
    const own = new URL(url).origin === new URL(this.endpoint).origin;
    const headers = { accept };
    if (this.token && own) headers.authorization = `Bearer ${this.token}`;
    const patience = AbortSignal.timeout(PATIENCE);
    const signal = this.signal ? AbortSignal.any([this.signal, patience]) : patience;
    // Called without `this`: some implementations refuse to be a method of another object.
    const { fetch } = this;
    try {
      return await fetch(url, { headers, signal, credentials: "omit", referrerPolicy: "no-referrer", redirect: "follow" });
    } catch (cause) {
      this.signal?.throwIfAborted();
      const late = patience.aborted ? ` within ${PATIENCE / 1000} s` : "";
      throw new HubError("network", `no answer from ${new URL(url).host}${late}`, { cause });
    }
  }

  #problem(response, url, key, limit) {
    const { status, headers } = response;
    const code = headers.get("x-error-code");
    if (status === 429) {
      const seconds = limit.seconds ?? 60;
      hold(key, seconds);
      return new HubError("rate-limited", `the hub allows no more calls for ${seconds} s`, { status, retryAfter: seconds });
    }
    if (code === "GatedRepo" || status === 403) return new HubError("gated", "the hub gives it to approved users only", { status });
    // The hub answers 401 for what does not exist, so that nobody can probe for private repositories.
    if (status === 401) return new HubError(code === "RepoNotFound" ? "not-found" : "gated", code === "RepoNotFound" ? "not found" : "the hub asks for a login", { status });
    if (status === 404 || status === 410) return new HubError("not-found", "not found", { status });
    if (status >= 500) return new HubError("server", `${new URL(url).host} failed with status ${status}`, { status });
    return new HubError("bad-answer", `unexpected status ${status}`, { status });
  }
}

/** The body as text; an error when it is longer than `most` bytes. */
async function bounded(response, most) {
  const large = () => new HubError("too-large", `larger than ${most / 1e6} MB`);
  if (Number(response.headers.get("content-length")) > most) {
    void response.body?.cancel().catch(() => {});
    throw large();
  }
  const reader = response.body?.getReader();
  if (!reader) return response.text();
  const decoder = new TextDecoder();
  let text = "";
  let bytes = 0;
  for (;;) {
    const { done, value } = await readOn(reader);
    if (done) return text + decoder.decode();
    bytes += value.byteLength;
    if (bytes > most) {
      void reader.cancel().catch(() => {});
      throw large();
    }
    text += decoder.decode(value, { stream: true });
  }
}

async function readOn(reader) {
  try {
    return await reader.read();
  } catch (cause) {
    if (cause?.name === "AbortError") throw cause;
    throw new HubError("network", "the connection broke off", { cause });
  }
}
