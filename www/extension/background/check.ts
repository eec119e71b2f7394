// One check from question to answer: settings, cache, queue, source, engine, view.

import type { Release } from "openweigh";
import type { Depth } from "../messages.ts";
import type { Checked, Unknown } from "../result.ts";
import { corePlan, load, loadToken, type Settings } from "../settings.ts";
import { isRepositoryId, keyOf, type Subject } from "../subject.ts";
import { Cache, type Entry } from "./cache.ts";
import { assessment, decision } from "./engine.ts";
import { Problem, unknownFrom } from "./problem.ts";
import { Queue } from "./queue.ts";
import { sources } from "./sources/index.ts";
import { checkedFrom, isPassing, type Kept } from "./view.ts";

const queue = new Queue(4);

export const cache = new Cache<Kept>();

/** Checks that are under way, and results that nobody has fetched yet. */
const running = new Map<string, Promise<Checked | Unknown>>();

/** Milliseconds for which further results may join the first one. */
const GATHER = 250;

/**
 * Checks many subjects at once, and returns what is known soon after the first of them: a list of thirty cards takes a
 * few messages instead of thirty, and a page has a few changes to draw. Asking again for the others joins their checks.
 */
export async function checkAll(subjects: readonly Subject[], depth: Depth, again: boolean): Promise<(Checked | Unknown)[]> {
  const results = new Map<string, Checked | Unknown>();
  const checks = subjects.map(async (subject) => {
    const key = `${keyOf(subject)} ${depth}`;
    let result = running.get(key);
    if (!result) {
      result = check(subject, depth, again);
      running.set(key, result);
    }
    results.set(key, await result);
  });
  await Promise.race(checks);
  await Promise.race([Promise.all(checks), new Promise((resume) => setTimeout(resume, GATHER))]);
  for (const key of results.keys()) running.delete(key);
  return [...results.values()];
}

/** What is known of a subject, asking its hub if need be. Never rejects: what went wrong is in the result. */
async function check(subject: Subject, depth: Depth, again: boolean): Promise<Checked | Unknown> {
  try {
    const settings = await load();
    if (!settings.sites[subject.site]) throw new Problem("switched-off", "");
    const entry = await cache.get(subject);
    if (entry && !again && cache.isFresh(entry, depth, Date.now())) return await view(subject, entry, settings);
    const key = `${keyOf(subject)} ${depth}`;
    return await view(subject, await queue.run(key, depth === "page" || again, () => find(subject, depth)), settings);
  } catch (error) {
    return unknownFrom(error, subject, Date.now());
  }
}

async function find(subject: Subject, depth: Depth): Promise<Entry<Kept>> {
  const { release, revision, files } = await sources[subject.site](subject, depth, await loadToken());
  if (depth === "card") await recall(subject, release);
  const kept: Kept = { assessment: await assessment(release), files };
  const entry = { revision, depth, at: Date.now(), value: kept };
  if (!isPassing(kept.assessment)) await cache.put(subject, entry);
  return entry;
}

/** Base models that were checked before are known without asking; a card looks no other up. */
async function recall(subject: Subject, release: Release): Promise<void> {
  for (const base of release.baseModels ?? []) {
    if ("schema" in base || !base.why || !isRepositoryId(base.id)) continue;
    const entry = await cache.get({ ...subject, kind: "model", id: base.id });
    if (entry && entry.depth === "page" && cache.isFresh(entry, "page", Date.now())) {
      base.assessment = entry.value.assessment;
      delete base.why;
    } else {
      base.why = "not looked up for a list; open its page";
    }
  }
}

async function view(subject: Subject, entry: Entry<Kept>, { plan }: Settings): Promise<Checked> {
  const { assessment } = entry.value;
  return checkedFrom(subject, entry.value, plan ? await decision(assessment, corePlan(plan, new Date())) : null, entry.at);
}
