// The Difference tab: the text against a known license, word by word, ignoring what the SPDX matching guidelines ignore
// (case, punctuation, white space, replaceable parts), with what changes in terms beside it.

import type { Comparison, LicenseMatch, Report } from "openweigh";
import { h, put } from "../../shared/dom.js";
import { number, percent, t } from "../../shared/messages.js";
import type { App } from "../app.js";
import { diffView } from "../diff-view.js";
import { emptyWords, type Tab } from "../tabs.js";
import { termsView } from "../terms-view.js";
import { pieces } from "./compare.js";

export function differenceTab(app: App, panel: HTMLElement): Tab {
  const ids = h("datalist", { id: "template-ids" });
  const choice = h("input", { id: "template", list: "template-ids", autocomplete: "off", spellcheck: "false", placeholder: t("difference.placeholder") });
  const out = h("div", { "class": "difference-out", "aria-live": "polite" });
  let asked = 0;
  // By id and by name, without regard to case.
  let known: ReadonlyMap<string, string> = new Map();
  put(panel, h("h2", { "class": "sr" }, t("tab.difference")),
    h("div", { "class": "row" }, h("label", { for: "template" }, t("difference.against")), choice, ids), out);
  app.engine.call("templates").then((list) => {
    known = new Map(list.flatMap((template) => [[template.name.toLowerCase(), template.id], [template.id.toLowerCase(), template.id]]));
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
    const chosen = known.get(wanted.toLowerCase());
    const best = nearestOf(report);
    if (wanted !== "" && chosen === undefined) {
      put(out, h("p", { "class": "empty" }, t("difference.unknown", { id: wanted.slice(0, 80) })));
      return;
    }
    const id = chosen ?? best?.id;
    if (id === undefined) {
      put(out, h("p", { "class": "empty" }, t("difference.none")));
      return;
    }
    const head = chosen === undefined && best ? nearestView(best) : null;
    if (chosen === undefined && best?.match === "fingerprint") {
      put(out, head, h("p", { "class": "ow-quiet" }, t("difference.fingerprint")));
      return;
    }
    try {
      const comparison = await app.engine.call("compare", { id }, text);
      if (asking === asked) put(out, head, differenceView(comparison, text));
    } catch (error) {
      if (asking === asked) put(out, head, h("p", { "class": "problem", role: "alert" }, t("error.engine", { message: error instanceof Error ? error.message : String(error) })));
    }
  };
  choice.addEventListener("change", () => void update());
  return { follows: ["report"], update: () => void update() };
}

/** The license that fits best, of those whose words were seen. */
function nearestOf(report: Report): LicenseMatch | undefined {
  return report.licenses.filter((license) => license.match !== "tag").sort((a, b) => b.similarity - a.similarity)[0];
}

function nearestView(license: LicenseMatch): HTMLElement {
  return h("p", null, t("difference.nearest"), " ", h("strong", null, license.id), ` (${license.name}): `,
    t("match.similarity", { percent: percent(license.similarity) }), ".");
}

function differenceView(comparison: Comparison, text: string): HTMLElement {
  const found = pieces(comparison, comparison.texts.a ?? "", text);
  const changed = found.filter((piece) => piece.kind !== "same").length;
  return h("div", { "class": "two" },
    h("section", null, h("h3", null, changed === 0 ? t("difference.same") : t("difference.words", { inserted: number(comparison.counts.inserted), deleted: number(comparison.counts.deleted) })),
      changed === 0 ? null : diffView(found, t("tab.difference"))),
    h("div", { "class": "beside" }, h("h3", null, t("difference.terms")), termsView(comparison)));
}
