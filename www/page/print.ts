// The printed report: one page with verdict, answers, licenses and the deciding words. Built when printing starts, so
// that it says what is on screen.

import { h, put } from "../shared/dom.js";
import { ladderPicture, ladderSentence } from "../shared/ladder.js";
import { t } from "../shared/messages.js";
import { answersView, clauseTitle, licensesView, verdictView } from "../shared/report-view.js";
import { EFFECTS } from "../shared/verdicts.js";
import { titleOf, type App } from "./app.js";
import { figureWords } from "./tabs/findings.js";

/** Findings quoted on paper; the rest are listed by title. */
const QUOTED = 8;

export function printReport(): void {
  print();
}

export function startPrint(app: App): void {
  const paper = document.querySelector<HTMLElement>("#paper")!;
  addEventListener("beforeprint", () => {
    const { report, text } = app.state;
    if (report === null) {
      put(paper, h("p", null, t("report.empty")));
      return;
    }
    const sorted = report.clauses.map((finding, index) => ({ finding, index }))
      .sort((a, b) => EFFECTS.indexOf(a.finding.effect) - EFFECTS.indexOf(b.finding.effect) || a.index - b.index)
      .map((entry) => entry.finding);
    const decisive = sorted.filter((finding) => finding.effect === "veto" || finding.effect === "responsible-use");
    const quoted = (decisive.length > 0 ? decisive : sorted).slice(0, QUOTED);
    const rest = sorted.filter((finding) => !quoted.includes(finding));
    put(paper,
      h("h1", { dir: "auto" }, titleOf(text) || t("print.title")),
      verdictView(report),
      h("div", { "class": "paper-columns" },
        h("section", null, h("h2", null, t("part.answers")), answersView(report)),
        h("section", null, h("h2", null, t("ladder.title")), ladderPicture(report.verdict.openness, "#44403c", "#ffffff"),
          h("p", null, ladderSentence(report.verdict.openness)), h("h2", null, t("part.recognized")), licensesView(report))),
      quoted.length === 0 ? null : h("section", null, h("h2", null, t("print.words")), quoted.map((finding) => h("div", { "class": "paper-quote" },
        h("p", null, h("strong", null, clauseTitle(finding.id, finding.title)), figureWords(finding) === null ? null : `: ${figureWords(finding)}`),
        h("blockquote", { dir: "auto" }, finding.quote.length > 230 ? `${finding.quote.slice(0, 230)}…` : finding.quote)))),
      rest.length === 0 ? null : h("p", null, `${t("print.also")}: `, [...new Set(rest.map((finding) => clauseTitle(finding.id, finding.title)))].join(", "), "."),
      h("p", { "class": "paper-foot" }, `Openweigh · ${new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "long" }).format(new Date())} · ${t("disclaimer")}`));
  });
  addEventListener("afterprint", () => put(paper));
}
