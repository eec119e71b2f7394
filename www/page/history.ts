// The reader's own texts, kept on this device only: short enough ones, the newest first, gone with one button.

import { keep, kept } from "./storage.js";
import { titleOf, type App } from "./app.js";

/** One text of the past. */
export interface Past { text: string; title: string; kind: string; when: number }

const MOST = 12;
const LONGEST = 100_000;
/** A text is kept when it stayed on screen this long, in milliseconds. */
const SETTLED = 2500;

/** Keeps texts that stay on screen, unless the reader switched that off. Examples and hub releases are not kept. */
export function remember(app: App): void {
  let timer = 0;
  app.on("report", () => {
    clearTimeout(timer);
    timer = window.setTimeout(() => {
      const { text, report, source } = app.state;
      const own = source.kind === "typed" || source.kind === "files";
      if (!own || !report || text.trim().length < 40 || text.length > LONGEST || !remembers()) return;
      const past: Past = { text, title: titleOf(text), kind: report.verdict.kind, when: Date.now() };
      // Versions of the same text that grew while typing count as one.
      const others = history().filter((one) => one.text !== text && !(one.title === past.title && near(one.text, text)));
      write([past, ...others].slice(0, MOST));
    }, SETTLED);
  });
}

/** The texts kept, the newest first. */
export function history(): Past[] {
  try {
    const list: unknown = JSON.parse(kept("history") ?? "[]");
    return Array.isArray(list) ? list.filter(isPast) : [];
  } catch {
    return [];
  }
}

export function clearHistory(): void {
  keep("history", null);
}

/** Whether texts are kept. */
export function remembers(): boolean {
  return kept("remember") !== "no";
}

export function setRemembers(on: boolean): void {
  keep("remember", on ? null : "no");
  if (!on) clearHistory();
}

// When there is no room the oldest go first.
function write(list: Past[]): void {
  for (let count = list.length; count > 0; count -= 1) {
    if (keep("history", JSON.stringify(list.slice(0, count)))) return;
  }
}

function near(a: string, b: string): boolean {
  return Math.abs(a.length - b.length) < 0.1 * Math.max(a.length, b.length);
}

function isPast(one: unknown): one is Past {
  const past = one as Partial<Past> | null;
  return typeof past?.text === "string" && typeof past.title === "string" && typeof past.kind === "string" && typeof past.when === "number";
}
