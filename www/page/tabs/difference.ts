// The Difference tab: the text against a known license, word by word, ignoring what the SPDX matching guidelines ignore
// (case, punctuation, white space, replaceable parts), with the clauses that each change touches.

import type { LicenseMatch, Report } from "openweigh";
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
    if (wanted !== "" && known.has(wanted)) {
      try {
        const comparison = await app.engine.call("compare", { id: wanted }, text);
        if (asking !== asked) return;
        put(out, termsView(comparison), wordsAgainst(comparison.words.length > 0, () => pieces(comparison, "", text)));
      } catch (error) {
        if (asking === asked) put(out, h("p", { "class": "problem", role: "alert" }, t("error.engine", { message: error instanceof Error ? error.message : String(error) })));
      }
      return;
    }
    put(out, nearest(app, report, text));
  };
  choice.addEventListener("change", () => void update());
  return { follows: ["report"], update: () => void update() };
}

function wordsAgainst(any: boolean, make: () => Piece[]): HTMLElement | null {
  return any ? diffView(make(), t("tab.difference")) : null;
}

function nearest(app: App, report: Report, text: string): HTMLElement {
  const best = [...report.licenses].filter((license) => license.match !== "tag").sort((a, b) => b.similarity - a.similarity)[0];
  if (!best) return h("p", { "class": "empty" }, t("difference.none"));
  const touched = [...new Set(best.edits.flatMap((edit) => edit.clauses))];
  return h("div", null,
    h("p", null, t("difference.nearest"), " ", h("strong", null, best.id), ` (${best.name}): `, t("match.similarity", { percent: percent(best.similarity) }), "."),
    best.match === "fingerprint" ? h("p", { "class": "ow-quiet" }, t("difference.fingerprint")) : best.edits.length === 0
      ? h("p", null, t("difference.same"))
      : h("div", null,
        h("p", null, best.edits.length === 1 ? t("license.edit") : t("license.edits", { count: number(best.edits.length) }),
          touched.length === 0 ? null : ` · ${t("difference.touches")}: ${touched.map((id) => clauseTitle(id, app.catalog.get(id)?.title ?? id)).join(", ")}`),
        diffView(piecesOf(best, text), t("tab.difference"))));
}

/** The text of a match with its edits in place. */
function piecesOf(license: LicenseMatch, text: string): Piece[] {
  const edits = [...license.edits].sort((a, b) => a.span.start - b.span.start);
  const found: Piece[] = [];
  let at = Math.min(...license.spans.map((span) => span.start), ...edits.map((edit) => edit.span.start));
  if (!Number.isFinite(at)) at = 0;
  for (const edit of edits) {
    if (edit.span.start > at) found.push({ kind: "same", text: text.slice(at, edit.span.start) });
    if (edit.template !== "") found.push({ kind: "deleted", text: edit.template }, { kind: "same", text: " " });
    if (edit.span.end > edit.span.start) found.push({ kind: "inserted", text: text.slice(Math.max(at, edit.span.start), edit.span.end) });
    at = Math.max(at, edit.span.end);
  }
  const end = Math.max(...license.spans.map((span) => span.end), at);
  if (end > at) found.push({ kind: "same", text: text.slice(at, end) });
  return found;
}
