// What the parts of the page share: the text, its report, and how to tell each other that they changed.

import type { Assessment, Release, Report } from "openweigh";
import type { Clause, Finding, Question, Span } from "../shared/types.js";
import type { Editor } from "./editor.js";
import type { Engine } from "./engine.js";

export type TabName = "report" | "difference" | "compare" | "plan" | "badge" | "json";
export const TABS: readonly TabName[] = ["report", "difference", "compare", "plan", "badge", "json"];

/** Where the text on screen comes from. */
export type Source =
  | { kind: "typed" }
  | { kind: "example"; id: string }
  | { kind: "files"; names: string[] }
  | { kind: "hub"; id: string };

/** One text of a release. */
export interface TextFile { name: string; text: string }

export interface State {
  text: string;
  source: Source;
  /** The report on `text`; null while there is none or it failed. */
  report: Report | null;
  /** What went wrong, as a sentence. */
  error: string | null;
  /** What is being waited for, as a sentence. */
  waiting: string | null;
  milliseconds: number;
  /** The texts of a release; empty for a single text. */
  files: TextFile[];
  /** Index of the file on screen. */
  file: number;
  /** What was gathered of a release, for `assess`. */
  release: Release | null;
  assessment: Assessment | null;
  tab: TabName;
  /** Index into the report's clauses; null when none is chosen. */
  finding: number | null;
}

export type Change = "report" | "assessment" | "tab" | "finding" | "hover" | "files";

export interface App {
  readonly state: State;
  readonly engine: Engine;
  readonly editor: Editor;
  /** The catalog of clauses, once the engine has sent it. */
  readonly catalog: ReadonlyMap<string, Clause>;
  /** Runs after every change of that kind. */
  on(change: Change, listener: () => void): void;
  tell(change: Change): void;
  setText(text: string, source: Source): void;
  setRelease(files: TextFile[], release: Release, source: Source): void;
  /** Shows that something could not be had; nothing old stays on screen. */
  fail(message: string, source: Source): void;
  /** Shows that something is being fetched; nothing old stays on screen. */
  wait(message: string, source: Source): void;
  openFile(index: number): void;
  openTab(tab: TabName): void;
  /** Chooses a finding, shows its words and its explanation. */
  choose(index: number | null, from: "text" | "list" | "step"): void;
  /** Goes to the next or the previous finding of the text. */
  step(by: 1 | -1): void;
  /** Marks a finding under the pointer or focus. */
  hover(index: number | null): void;
  readonly hovered: number | null;
  /** A short message at the bottom of the window. */
  toast(message: string, action?: { label: string; run: () => void }): void;
}

/** The question that a clause bears on first. */
export function questionOf(app: App, id: string): Question {
  return app.catalog.get(id)?.question ?? "usageRestrictions";
}

/** The first line of a text that says something, for titles and lists. */
export function titleOf(text: string): string {
  for (const line of text.slice(0, 4000).split("\n")) {
    const words = line.replace(/[\s#*=_/<>!-]+/g, " ").trim();
    if (/\p{L}{2}/u.test(words)) return words.length > 70 ? `${words.slice(0, 69)}…` : words;
  }
  return "";
}

/** The spans that stand apart in a picture of `parts` places; of those that fall on one place, the first. */
export function apart(spans: readonly Span[], length: number, parts: number): Span[] {
  let last = -1;
  return spans.filter((span) => {
    const place = Math.floor((parts * span.start) / Math.max(1, length));
    if (place === last) return false;
    last = place;
    return true;
  });
}

/** The findings whose words hold a place, the narrowest first. */
export function findingsAt(report: Report, place: number): number[] {
  const hits: { index: number; width: number }[] = [];
  report.clauses.forEach((finding: Finding, index) => {
    for (const span of finding.spans) {
      if (span.start <= place && place < span.end) {
        hits.push({ index, width: span.end - span.start });
        break;
      }
    }
  });
  return hits.sort((a, b) => a.width - b.width).map((hit) => hit.index);
}
