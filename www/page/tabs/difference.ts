// The Difference tab: the text against a known license, word by word, ignoring what the SPDX matching guidelines ignore
// (case, punctuation, white space, replaceable parts), with the clauses that each change touches.

import type { LicenseMatch, Report, Span } from "openweigh";
import { h, put } from "../../shared/dom.js";
import { number, percent, t } from "../../shared/messages.js";
import { clauseTitle } from "../../shared/report-view.js";
import type { App } from "../app.js";
import { diffView, type Piece } from "../diff-view.js";
import { emptyWords, type Tab } from "../tabs.js";
import { termsView } from "../terms-view.js";
import { pieces } from "./compare.js";

export function differenceTab(app: App, panel: HTMLElement): Tab {
  const ids = h("datalist", { id: "template-ids" });
  const choice = h("input", { id: "template", list: "template-ids", autocomplete: "off", spellcheck: "false", placeholder: t("difference.placeholder") });
  const out = h("div", { "class": "difference-out", "aria-live": "polite" });
  let asked = 0;
  let known: ReadonlySet<string> = new Set();
  put(panel, h("h2", { "class": "sr" }, t("tab.difference")),
    h("div", { "class": "row" }, h("label", { for: "template" }, t("difference.against")), choice, ids), out);
  app.engine.call("templates").then((list) => {
    known = new Set(list.map((template) => template.id));
    put(ids, list.map((template) => h("option", { value: template.id }, template.name)));
  }, () => undefined);

  const update = async () => {
    const asking = ++asked;
    const words = emptyWords(app);
    const { report, text } = app.state;
    if (words !== null || report === null) {
      put(out, h("p", { "class": "empty" }, words));
      return;
    }
    const wanted = choice.value.trim();
    const best = nearestOf(report);
    if (wanted === "" && best === undefined) {
      put(out, h("p", { "class": "empty" }, t("difference.none")));
      return;
    }
    const chosen = wanted !== "" && known.has(wanted) ? wanted : null;
    const beside = h("div", { "class": "beside" });
    if (chosen === null && best) put(out, h("div", { "class": "two" }, nearest(app, report, text, best), beside));
    if (chosen === null && best?.match === "fingerprint") return;
    try {
      const comparison = await app.engine.call("compare", { id: chosen ?? best?.id ?? "" }, text);
      if (asking !== asked) return;
      if (chosen === null) put(beside, h("h3", null, t("difference.terms")), termsView(comparison));
      else put(out, h("div", { "class": "two" }, diffView(pieces(comparison, comparison.texts.a ?? "", text), t("tab.difference")), h("div", { "class": "beside" }, h("h3", null, t("difference.terms")), termsView(comparison))));
    } catch (error) {
      // A license that is known by its fingerprint alone has no words to compare.
      if (asking === asked) put(chosen === null ? beside : out, h("p", { "class": "problem", role: "alert" }, t("error.engine", { message: error instanceof Error ? error.message : String(error) })));
    }
  };
  choice.addEventListener("change", () => void update());
  return { follows: ["report"], update: () => void update() };
}

/** The license that fits best, of those whose words were compared. */
function nearestOf(report: Report): LicenseMatch | undefined {
  return report.licenses.filter((license) => license.match !== "tag").sort((a, b) => b.similarity - a.similarity)[0];
}

function nearest(app: App, report: Report, text: string, best: LicenseMatch): HTMLElement {
  const touched = [...new Set(best.edits.flatMap((edit) => edit.clauses))];
  const around = outside(best, text);
  const loose = report.clauses.filter((finding) => finding.spans.some((span) => around.some((part) => part.start <= span.start && span.end <= part.end)));
  const titles = (ids: string[]) => [...new Set(ids)].map((id) => clauseTitle(id, app.catalog.get(id)?.title ?? id)).join(", ");
  return h("div", null,
    h("p", null, t("difference.nearest"), " ", h("strong", null, best.id), ` (${best.name}): `, t("match.similarity", { percent: percent(best.similarity) }), "."),
    best.match === "fingerprint" ? h("p", { "class": "ow-quiet" }, t("difference.fingerprint"))
      : h("p", null, best.edits.length === 0 ? t("difference.same") : best.edits.length === 1 ? t("license.edit") : t("license.edits", { count: number(best.edits.length) }),
        touched.length === 0 ? null : ` ${t("difference.touches")}: ${titles(touched)}.`),
    around.length === 0 ? null : h("p", null, t("difference.around"), loose.length === 0 ? null : [" ", t("difference.looseClauses"), ": ", h("strong", null, titles(loose.map((finding) => finding.id))), "."]),
    best.edits.length + around.length === 0 ? null : diffView(piecesOf(best, text, around), t("tab.difference")));
}

/** The parts of the text that hold words and belong to no place of the license. */
function outside(license: LicenseMatch, text: string): Span[] {
  const parts: Span[] = [];
  let at = 0;
  const add = (end: number) => {
    if (end > at && /[\p{L}\p{N}]/u.test(text.slice(at, end))) parts.push({ start: at, end });
  };
  for (const span of [...license.spans].sort((a, b) => a.start - b.start)) {
    add(span.start);
    at = Math.max(at, span.end);
  }
  add(text.length);
  return parts;
}

/** The whole text: the license with its edits in place, and what stands around it. */
function piecesOf(license: LicenseMatch, text: string, around: readonly Span[]): Piece[] {
  const marks = [
    ...license.edits.map((edit) => ({ ...edit.span, template: edit.template, outside: false })),
    ...around.map((part) => ({ ...part, template: "", outside: true })),
  ].sort((a, b) => a.start - b.start || Number(a.outside) - Number(b.outside));
  const found: Piece[] = [];
  let at = 0;
  for (const mark of marks) {
    if (mark.start > at) found.push({ kind: "same", text: text.slice(at, mark.start) });
    at = Math.max(at, mark.start);
    if (mark.template !== "") found.push({ kind: "deleted", text: mark.template }, { kind: "same", text: " " });
    if (mark.end > at) found.push({ kind: mark.outside ? "outside" : "inserted", text: text.slice(at, mark.end) });
    at = Math.max(at, mark.end);
  }
  if (at < text.length) found.push({ kind: "same", text: text.slice(at) });
  return found;
}
