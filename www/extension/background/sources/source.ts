// What a site's source gives: everything that `assess` needs of a release, and where a person can read the texts.

import type { Release } from "openweigh";
import type { Depth } from "../../messages.ts";
import type { File } from "../../result.ts";
import type { Subject } from "../../subject.ts";

/** What was collected of a release. */
export interface Collected {
  readonly release: Release;
  readonly revision: string | null;
  readonly files: readonly File[];
}

/** Collects a release. Rejects with a problem when nothing is known of it; says in `release.missing` what it lacks. */
export type Source = (subject: Subject, depth: Depth, token: string) => Promise<Collected>;

/** A string of an untrusted answer, or null. */
export function stringOf(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}
