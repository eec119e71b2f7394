// The Report tab: verdict, ladder, answers, what was recognized, and the findings grouped by question.

import { h, put } from "../../shared/dom.js";
import { icon } from "../../shared/icons.js";
import { ladderSentence } from "../../shared/ladder.js";
import { t, tOr } from "../../shared/messages.js";
import { answersView, clauseTitle, documentsView, licensesView, verdictView } from "../../shared/report-view.js";
import type { Report } from "../../shared/types.js";
import type { App, Change } from "../app.js";
import { releaseView } from "../release-view.js";
import { copyMarkdown } from "../markdown.js";
import { ladderStrip } from "../ladder-strip.js";
import { pictures } from "../pictures.js";
import { printReport } from "../print.js";
import type { Tab } from "../tabs.js";
import { findingsList } from "./findings.js";

export function reportTab(app: App, panel: HTMLElement): Tab {
  const head = h("div", { "class": "report-head" });
  const release = h("div", { "class": "report-release", hidden: true });
  const body = h("div", { "class": "report-body" });
  const list = findingsList(app);
  // Pictures are drawn when the typing pauses; until then the old ones stay in their place.
  const drawn = h("div");
  let timer = 0;
  put(panel, release, head, body);

  const draw = () => {
    const { report, error, text, waiting, source, assessment } = app.state;
    if (error !== null) {
      put(head, h("div", { "class": "problem", role: "alert" }, icon("veto", 22), h("div", null,
        h("p", null, h("strong", null, t("error.title"))), h("p", null, error))));
      put(body);
    } else if (waiting !== null) {
      put(head, h("div", { "class": "empty" }, h("p", null, waiting)));
      put(body);
    } else if (text.trim() === "" && assessment !== null && source.kind === "hub") {
      put(head, h("div", { "class": "empty" }, h("p", null, t("hub.noTexts", { id: source.id }))));
      put(body);
    } else if (text.trim() === "") {
      put(head, h("div", { "class": "empty" }, h("p", null, t("report.empty"))));
      put(body);
    } else if (report === null) {
      put(head, h("div", { "class": "empty" }, h("p", null, t("report.reading"))));
      put(body);
    } else {
      put(head, sourceLine(app), verdictView(report), ladderStrip(report.verdict.openness, ladderSentence(report.verdict.openness)));
      put(body,
        section("answers", answersView(report, (id) => reason(app, report, id))),
        section("recognized", licensesView(report), report.expression === null || report.licenses.length < 2 ? null
          : h("p", { "class": "ow-quiet" }, `${t("report.expression")}: `, h("code", null, report.expression))),
        notes(report),
        section("findings", list.root),
        section("pictures", drawn),
        actions(app));
      list.update();
      clearTimeout(timer);
      timer = window.setTimeout(() => put(drawn, pictures(app)), drawn.childElementCount === 0 ? 30 : 300);
    }
  };
  return {
    follows: ["report", "assessment", "finding", "hover", "files"],
    update(change: Change) {
      if (change === "finding" || change === "hover") {
        list.mark(change);
        return;
      }
      if (change === "assessment" || change === "tab" || change === "files") {
        const view = releaseView(app);
        release.hidden = view === null;
        put(release, view);
        if (change === "assessment" && app.state.text !== "") return;
      }
      draw();
    },
  };
}

function sourceLine(app: App): HTMLElement | null {
  const { source, files, file } = app.state;
  if (source.kind === "example") {
    return h("p", { "class": "source" }, h("span", { "class": "ow-chip" }, t("report.example")), " ", t("report.exampleHint"));
  }
  const name = files[file]?.name;
  if (name === undefined || files.length < 2) return null;
  return h("p", { "class": "source" }, t("report.ofFile"), " ", h("bdi", null, h("strong", null, name)));
}

/** A deciding clause as a button that shows its words. */
function reason(app: App, report: Report, id: string): HTMLElement | null {
  const index = report.clauses.findIndex((finding) => finding.id === id);
  const finding = report.clauses[index];
  if (!finding) return null;
  return h("button", {
    "type": "button", "class": "reason", "data-effect": finding.effect, "onclick": () => app.choose(index, "step"),
    "onpointerenter": () => app.hover(index), "onpointerleave": () => app.hover(null), "onfocus": () => app.hover(index), "onblur": () => app.hover(null),
  }, icon(finding.effect, 12), clauseTitle(finding.id, finding.title));
}

function notes(report: Report): HTMLElement | null {
  const documents = documentsView(report);
  if (report.notes.length === 0 && documents === null) return null;
  return section("notes",
    report.notes.length === 0 ? null : h("ul", { "class": "notes" }, report.notes.map((note) => h("li", null, tOr(`note.${note.id}`, note.text)))),
    documents === null ? null : h("div", null, h("h3", null, t("documents.title")), documents));
}

function actions(app: App): HTMLElement {
  return h("div", { "class": "actions" },
    h("button", { type: "button", onclick: () => void copyMarkdown(app) }, icon("copy", 16), t("action.markdown")),
    h("button", { type: "button", onclick: () => printReport() }, icon("print", 16), t("action.print")));
}

function section(name: string, ...children: (Node | null)[]): HTMLElement {
  return h("section", { "class": `part part-${name}`, "aria-labelledby": `part-${name}` },
    h("h2", { id: `part-${name}` }, t(`part.${name}`)), children);
}
