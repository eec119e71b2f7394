// Builds the page around the engine: state, text field, tabs, and the first text.

import type { Release } from "openweigh";
import { painter, type Mark } from "../shared/highlight.js";
import { t } from "../shared/messages.js";
import type { Clause, Finding } from "../shared/types.js";
import { findingsAt, type App, type Change, type Source, type State, type TabName, type TextFile } from "./app.js";
import { Editor } from "./editor.js";
import type { Engine } from "./engine.js";
import { remember } from "./history.js";
import { startInput } from "./input.js";
import { translatePage } from "./language.js";
import { startMinimap } from "./minimap.js";
import { startOffline } from "./offline.js";
import { loadAddress, rememberTab } from "./permalink.js";
import { startPrint } from "./print.js";
import { startStatus } from "./status.js";
import { startTabs } from "./tabs.js";
import { startTheme } from "./theme.js";
import { toast } from "./toast.js";

const ORDER = ["legal", "grant", "condition", "responsible-use", "veto"];
/** Most places marked in the text; a text with more repeats itself. */
const MOST_MARKS = 5000;
const SPOTS = ["hover", "chosen"];

export async function startApp(engine: Engine): Promise<void> {
  const foreign = translatePage();
  // English needs no waiting: the page is built in the same task that asks for the first report.
  if (foreign !== null) await foreign;
  startTheme();
  const app = new Page(engine);
  engine.listen(
    (report, text, milliseconds) => {
      // A text that was asked for in the meantime, or a failure, is newer than this answer.
      if (text !== app.state.text || app.state.waiting !== null || (text === "" && app.state.error !== null)) return;
      Object.assign(app.state, { report, error: null, milliseconds });
      if (app.state.finding !== null && app.state.finding >= report.clauses.length) app.state.finding = null;
      app.tell("report");
    },
    (message) => {
      Object.assign(app.state, { report: null, assessment: null, error: t("error.engine", { message }), finding: null });
      app.tell("report");
    },
  );
  // Answers come in order, so the catalog is there before the first report.
  engine.call("clauses").then((list) => app.learn(list), () => undefined);
  startTabs(app);
  startInput(app);
  startStatus(app);
  startMinimap(app);
  startPrint(app);
  remember(app);
  const first = loadAddress(app);
  app.tell("tab");
  app.tell("report");
  await first;
  document.documentElement.dataset["ready"] = "";
  if ("serviceWorker" in navigator) {
    startOffline(app);
  }
}

class Page implements App {
  readonly state: State = {
    text: "", source: { kind: "typed" }, report: null, error: null, waiting: null, milliseconds: 0, files: [], file: 0,
    release: null, assessment: null, tab: "report", finding: null,
  };
  readonly engine: Engine;
  readonly editor: Editor;
  catalog: ReadonlyMap<string, Clause> = new Map();
  hovered: number | null = null;
  readonly toast = toast;
  readonly #listeners = new Map<Change, (() => void)[]>();
  readonly #painter = painter("ow");
  // What the pointer does repaints one finding, not all of them.
  readonly #spotlight = painter("ow", 1);
  #scroller = document.querySelector<HTMLElement>("#scroll")!;
  #setting = false;

  constructor(engine: Engine) {
    this.engine = engine;
    this.editor = new Editor(document.querySelector<HTMLElement>("#text")!);
    this.editor.changed = (text) => this.#edited(text);
    this.on("report", () => this.#paint());
    for (const change of ["report", "finding", "hover"] as const) this.on(change, () => this.#light());
    this.#listenToPointer();
  }

  learn(list: Clause[]): void {
    this.catalog = new Map(list.map((clause) => [clause.id, clause]));
  }

  on(change: Change, listener: () => void): void {
    this.#listeners.set(change, [...(this.#listeners.get(change) ?? []), listener]);
  }

  tell(change: Change): void {
    for (const listener of this.#listeners.get(change) ?? []) listener();
  }

  setText(text: string, source: Source): void {
    Object.assign(this.state, { source, files: [], file: 0, release: null, assessment: null, waiting: null });
    this.#set(text);
    this.tell("files");
    this.tell("assessment");
  }

  setRelease(files: TextFile[], release: Release, source: Source): void {
    Object.assign(this.state, { source, files, file: 0, release, assessment: null, waiting: null });
    this.#set(files[0]?.text ?? "");
    this.tell("files");
    this.#assess();
  }

  fail(message: string, source: Source): void {
    this.setText("", source);
    Object.assign(this.state, { report: null, error: message });
    this.tell("report");
  }

  wait(message: string, source: Source): void {
    this.setText("", source);
    Object.assign(this.state, { report: null, waiting: message });
    this.tell("report");
  }

  openFile(index: number): void {
    const file = this.state.files[index];
    if (!file || index === this.state.file) return;
    this.state.file = index;
    this.#set(file.text);
    this.tell("files");
  }

  openTab(tab: TabName): void {
    if (tab === this.state.tab) return;
    this.state.tab = tab;
    rememberTab(tab);
    this.tell("tab");
  }

  choose(index: number | null, from: "text" | "list" | "step"): void {
    this.state.finding = index;
    const span = index === null ? undefined : this.state.report?.clauses[index]?.spans[0];
    if (span && from !== "text") this.editor.reveal(span.start, span.end, this.#scroller, !prefersStill());
    if (index !== null && from !== "list" && this.state.tab !== "report") this.openTab("report");
    this.tell("finding");
  }

  hover(index: number | null): void {
    if (index === this.hovered) return;
    this.hovered = index;
    this.tell("hover");
  }

  #paint(): void {
    const { report, text } = this.state;
    if (!report || this.editor.text !== text) {
      this.#painter.clear();
      return;
    }
    const marks = report.clauses.flatMap((finding) => marksOf(finding, finding.effect)).slice(0, MOST_MARKS);
    this.#painter.paint(this.editor, marks, ORDER);
  }

  #light(): void {
    const clauses = this.state.report?.clauses ?? [];
    const hovered = this.hovered === null ? undefined : clauses[this.hovered];
    const chosen = this.state.finding === null ? undefined : clauses[this.state.finding];
    this.#spotlight.paint(this.editor, [
      ...(hovered ? marksOf(hovered, "hover") : []), ...(chosen ? marksOf(chosen, "chosen") : []),
    ], SPOTS);
  }

  #set(text: string): void {
    this.state.error = null;
    this.#setting = true;
    this.editor.setText(text);
    this.#setting = false;
    this.#scroller.scrollTop = 0;
  }

  // A text that the reader changes is theirs: no longer the example, and the file of the release that it now says.
  #edited(text: string): void {
    const { state } = this;
    Object.assign(state, { text, finding: null });
    if (!this.#setting) Object.assign(state, { waiting: null, error: null });
    this.hovered = null;
    if (!this.#setting) {
      const file = state.files[state.file];
      if (file && state.release) {
        file.text = text;
        if (state.release.texts && file.name in state.release.texts) {
          state.release = { ...state.release, texts: { ...state.release.texts, [file.name]: text } };
          this.#assess();
        }
      } else {
        state.source = { kind: "typed" };
      }
    }
    this.engine.read(text);
  }

  #assess(): void {
    const { release } = this.state;
    if (!release) return;
    this.engine.call("assess", release).then(
      (assessment) => {
        if (this.state.release !== release) return;
        this.state.assessment = assessment;
        this.tell("assessment");
      },
      (error: Error) => {
        if (this.state.release !== release) return;
        this.state.assessment = null;
        this.tell("assessment");
        this.toast(t("error.assess", { message: error.message }));
      },
    );
  }

  #listenToPointer(): void {
    const { root } = this.editor;
    let point: { x: number; y: number } | null = null;
    root.addEventListener("pointermove", (event) => {
      if (event.pointerType === "touch") return;
      if (point === null) {
        requestAnimationFrame(() => {
          if (point) this.hover(this.#at(point.x, point.y));
          point = null;
        });
      }
      point = { x: event.clientX, y: event.clientY };
    });
    root.addEventListener("pointerleave", () => {
      point = null;
      this.hover(null);
    });
    root.addEventListener("click", (event) => {
      const selection = getSelection();
      if (selection && !selection.isCollapsed) return;
      const index = this.#at(event.clientX, event.clientY);
      if (index !== null) this.choose(index, "text");
    });
    root.addEventListener("keydown", (event) => {
      if (!event.altKey || event.ctrlKey || event.metaKey) return;
      if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
      event.preventDefault();
      this.step(event.key === "ArrowDown" ? 1 : -1);
    });
  }

  /** Goes to the next or the previous finding of the text. */
  step(by: 1 | -1): void {
    const count = this.state.report?.clauses.length ?? 0;
    if (count === 0) return;
    const from = this.state.finding ?? (by > 0 ? -1 : count);
    this.choose((from + by + count) % count, "step");
  }

  #at(x: number, y: number): number | null {
    const { report } = this.state;
    if (!report || report.clauses.length === 0) return null;
    const place = this.editor.placeAtPoint(x, y);
    return place === null ? null : findingsAt(report, place)[0] ?? null;
  }
}

function marksOf(finding: Finding, style: string): Mark[] {
  return finding.spans.slice(0, MOST_MARKS).map((span) => ({ ...span, style }));
}

function prefersStill(): boolean {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}
