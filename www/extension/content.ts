// The content script: badges on the pages of a hub. It asks the background for results and never reads the hub itself.

import { ask, isOrphaned } from "./content/ask.ts";
import { siteOf } from "./content/sites/index.ts";
import { Watcher } from "./content/watch.ts";
import { send, type Depth, type PageReply, type PageRequest } from "./messages.ts";
import { useLocale } from "./render/i18n.ts";
import type { Result } from "./result.ts";
import { load, onChange, type Settings } from "./settings.ts";
import { keyOf, type Subject } from "./subject.ts";

/** Results that a page keeps, so that a list that is rebuilt has its badges without asking again. */
const MOST_KNOWN = 500;

const HOUR = 3_600_000;

const known = new Map<string, Result>();
const pending = new Set<string>();
/** Subjects that are asked for together, by depth and urgency. */
const wanted = new Map<string, Subject[]>();
let watcher: Watcher | null = null;

void start();

async function start(): Promise<void> {
  const site = siteOf(new URL(location.href));
  // A permission that is granted while the page is open runs this file again.
  const world = globalThis as { openweighStarted?: true };
  if (!site || world.openweighStarted) return;
  world.openweighStarted = true;
  useLocale();
  const settings = await load();
  use(settings);
  onChange((changed) => {
    known.clear();
    use(changed);
  });
  chrome.runtime.onMessage.addListener((message: PageRequest, sender, reply: (reply: PageReply) => void) => {
    if (sender.id !== chrome.runtime.id || message?.type !== "what-is-here") return false;
    reply({ results: watcher?.subjects().map(knownOf) ?? [] });
    return false;
  });
  addEventListener("online", () => {
    for (const result of [...known.values()]) if (result.state === "failed") retry(result.subject);
  });

  function use({ sites, cards, plan }: Settings): void {
    watcher?.stop();
    watcher = null;
    if (!site || !sites[site.id]) return;
    watcher = new Watcher(site, { detail: cards, plan: plan !== null }, {
      known: knownOf,
      seen: (subject, size) => find(subject, size === "page" ? "page" : "card", false),
      again: (subject, size) => find(subject, size === "page" ? "page" : "card", true),
      report: (subject) => void send<"open-report">({ type: "open-report", subject }).catch(() => undefined),
    });
    watcher.start();
  }
}

function knownOf(subject: Subject): Result {
  return known.get(keyOf(subject)) ?? { state: "checking", subject };
}

/** Finds out about a subject, with all others that are wanted in the same moment. */
function find(subject: Subject, depth: Depth, again: boolean): void {
  const key = keyOf(subject);
  if (pending.has(key) || (!again && (known.get(key)?.state ?? "checking") !== "checking")) return;
  pending.add(key);
  if (again) remember({ state: "checking", subject });
  const batch = `${depth} ${again}`;
  const waiting = wanted.get(batch);
  if (waiting) {
    waiting.push(subject);
    return;
  }
  const subjects = [subject];
  wanted.set(batch, subjects);
  queueMicrotask(() => {
    wanted.delete(batch);
    void ask(subjects, depth, again, take).then(() => {
      if (isOrphaned()) watcher?.stop();
    });
  });
}

function take(result: Result): void {
  const { subject } = result;
  pending.delete(keyOf(subject));
  remember(result);
  if ("retryAt" in result && result.retryAt !== undefined) {
    // Spread out, so that thirty cards do not come back in the same instant.
    const wait = Math.min(HOUR, Math.max(1000, result.retryAt - Date.now())) + Math.random() * 1500;
    setTimeout(() => retry(subject), wait);
  }
}

/** Asks again if the subject is still on the page. */
function retry(subject: Subject): void {
  const key = keyOf(subject);
  known.delete(key);
  const title = watcher?.subjects().findIndex((other) => keyOf(other) === key) ?? -1;
  if (title >= 0) find(subject, title === 0 ? "page" : "card", false);
}

function remember(result: Result): void {
  const key = keyOf(result.subject);
  known.delete(key);
  known.set(key, result);
  if (known.size > MOST_KNOWN) {
    const oldest = known.keys().next().value;
    if (oldest !== undefined) known.delete(oldest);
  }
  watcher?.show(result);
}
