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

/** Names under which licenses lie in a repository's root, most telling first. */
const LICENSE = /^(?:licen[cs]e|copying|unlicense|terms|notice|use[-_]policy|acceptable[-_]use)(?:[-_. ].*)?$|^.*[-_.]licen[cs]e(?:\.(?:txt|md|rst))?$|^(?:model|data|weights)[-_]licen[cs]e.*$/i;
const TEXT = /(?:^|\/)[^.]*$|\.(?:txt|md|rst|markdown|html?|license|mit|apache)$/i;

/** At most this many texts of one release are read. */
const MOST_TEXTS = 6;

/** The files of a list that look like license texts. */
export function licenseFiles(files: readonly string[]): string[] {
  return files
    .filter((file) => !file.includes("/") && LICENSE.test(file) && (TEXT.test(file) || /licen[cs]e/i.test(file)))
    .filter((file) => !/\.(?:json|ya?ml|py|js|bin|safetensors|png|pdf|csv)$/i.test(file))
    .sort((a, b) => weight(a) - weight(b) || (a < b ? -1 : 1))
    .slice(0, MOST_TEXTS);
}

function weight(file: string): number {
  if (/licen[cs]e/i.test(file)) return 0;
  return /policy|acceptable|terms/i.test(file) ? 1 : 2;
}

/** A string of an untrusted answer, or null. */
export function stringOf(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}

/** Strings of an untrusted answer: a string alone or a list with strings. */
export function stringsOf(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}
