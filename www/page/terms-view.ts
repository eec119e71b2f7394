// What changed between two texts in terms: verdict, answers, clauses gained, lost and changed.

import type { Comparison, Finding } from "openweigh";
import { h } from "../shared/dom.js";
import { icon } from "../shared/icons.js";
import { t, tOr } from "../shared/messages.js";
import { clauseTitle, paramText } from "../shared/report-view.js";
import { verdictColor } from "../shared/verdicts.js";
import { figureWords } from "./tabs/findings.js";

export function termsView(comparison: Comparison): HTMLElement {
  const { verdict, answers, clauses, documents } = comparison;
  const changed = answers.filter((answer) => answer.changed);
  return h("div", { "class": "terms" },
    h("p", { "class": "verdicts" }, pill(verdict.before), h("span", { "aria-hidden": "true" }, " → "),
      h("span", { "class": "sr" }, t("compare.then")), pill(verdict.after)),
    changed.length === 0 ? null : h("section", null, h("h3", null, t("compare.answers")), h("ul", { role: "list", "class": "changes" }, changed.map((answer) => h("li", null,
      h("strong", null, t(`question.${answer.question}`)), ": ", tOr(`value.${answer.before.value}`, answer.before.value), " → ",
      h("strong", null, tOr(`value.${answer.after.value}`, answer.after.value)))))),
    findings("gained", clauses.gained),
    findings("lost", clauses.lost),
    clauses.changed.length === 0 ? null : h("section", null, h("h3", null, t("compare.changed")), h("ul", { role: "list", "class": "changes" }, clauses.changed.map((change) => h("li", { "data-effect": change.after.effect },
      icon(change.after.effect, 15), " ", h("strong", null, clauseTitle(change.id, change.title)),
      h("ul", { role: "list" }, change.params.map((param) => h("li", null, `${tOr(`param.${param.name}`, param.name)}: `,
        h("del", null, param.before === null ? "–" : paramText(param.before)), " → ", h("ins", null, param.after === null ? "–" : paramText(param.after))))))))),
    documents.gained.length + documents.lost.length === 0 ? null : h("section", null, h("h3", null, t("compare.documents")), h("ul", { role: "list", "class": "changes" },
      documents.lost.map((one) => h("li", null, h("del", null, one.url ?? one.title))), documents.gained.map((one) => h("li", null, h("ins", null, one.url ?? one.title))))),
    changed.length + clauses.gained.length + clauses.lost.length + clauses.changed.length === 0 ? h("p", { "class": "ow-quiet" }, t("compare.none")) : null);
}

function findings(name: "gained" | "lost", list: Finding[]): HTMLElement | null {
  if (list.length === 0) return null;
  return h("section", null, h("h3", null, t(`compare.${name}`)), h("ul", { role: "list", "class": "changes" }, list.map((finding) => {
    const figure = figureWords(finding);
    return h("li", { "data-effect": finding.effect, "data-clause": finding.id }, icon(finding.effect, 15), " ",
      h(name === "gained" ? "ins" : "del", null, clauseTitle(finding.id, finding.title)), figure === null ? null : ` (${figure})`);
  })));
}

function pill(kind: string): HTMLElement {
  const mark = h("span", { "class": "pill", "data-kind": kind }, icon(kind, 16), t(`verdict.${kind}`));
  mark.style.backgroundColor = verdictColor(kind);
  return mark;
}
