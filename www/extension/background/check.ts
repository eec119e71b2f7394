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

/** What is known of a subject, asking its hub if need be. Never rejects: what went wrong is in the result. */
export async function check(subject: Subject, depth: Depth, again: boolean): Promise<Checked | Unknown> {
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

async function find(subject: Subject, depth: Depth): Promise<Omit<Entry<Kept>, "version">> {
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

async function view(subject: Subject, entry: Omit<Entry<Kept>, "version">, { plan }: Settings): Promise<Checked> {
  const { assessment } = entry.value;
  return checkedFrom(subject, entry.value, plan ? await decision(assessment, corePlan(plan, new Date())) : null, entry.at);
}
