// A report as DOM: the parts that the page and the extension both show. Text nodes only. What a click does is the
// caller's: findings and answers carry `data-clause`.

import { h, link } from "./dom.js";
import { icon } from "./icons.js";
import { language, number, percent, t, tOr } from "./messages.js";
import { EFFECTS, tone, verdictColor } from "./verdicts.js";
import { QUESTIONS, type Finding, type LicenseMatch, type Question, type Report, type Verdict } from "./types.js";

/** Icon, label and one sentence. */
export function verdictView(report: Report): HTMLElement {
  const { verdict } = report;
  const view = h("section", { "class": "ow-verdict", "data-kind": verdict.kind, "aria-label": t("verdict." + verdict.kind) },
    icon(verdict.kind, 34),
    h("div", null,
      h("p", { "class": "ow-verdict-label" }, verdictLabel(verdict)),
      h("p", { "class": "ow-verdict-reason" }, verdictReason(report))));
  view.style.setProperty("--ow-verdict", verdictColor(verdict.kind));
  return view;
}

/** The verdict's label in the reader's language. */
export function verdictLabel(verdict: Pick<Verdict, "kind" | "label">): string {
  return tOr(`verdict.${verdict.kind}`, verdict.label);
}

/** One sentence: what the verdict means and which clauses decided. */
export function verdictReason(report: Report): string {
  const { verdict } = report;
  const general = tOr(`reason.${verdict.kind}`, verdict.label);
  const names = [...new Set(verdict.because)].slice(0, 4).map((id) => clauseTitle(id, titleIn(report, id)));
  return names.length === 0 ? general : `${general} ${t("reason.because", { clauses: names.join(", ") })}.`;
}

/**
 * The five answers as a list of cards. With `reason`, each card names its deciding clauses by what `reason` makes of
 * their ids, such as a button that shows the words; null for a clause that is not in the text.
 */
export function answersView(report: Pick<Report, "answers">, reason?: (id: string) => Node | null): HTMLElement {
  return h("ul", { "class": "ow-answers", "role": "list" }, QUESTIONS.map((question) => answerCard(question, report, reason)));
}

/** The answer's sentence; in other languages than English a general one, since figures stand in the findings. */
export function answerSentence(question: Question, value: string, summary: string): string {
  if (language() === "en") return summary;
  return tOr(`answer.${question}.${value}`, tOr("answer.unstated", summary));
}

/** The licenses that were recognised, with how well they fit. */
export function licensesView(report: Report): HTMLElement {
  if (report.licenses.length === 0) return h("p", { "class": "ow-quiet" }, t("license.none"));
  return h("ul", { "class": "ow-licenses", "role": "list" }, report.licenses.map(licenseItem));
}

/** How a license was recognised, in a few words. */
export function matchWords(license: LicenseMatch): string {
  const words = [t(`match.${license.match}`)];
  if (license.match !== "tag") words.push(t("match.similarity", { percent: percent(license.similarity) }));
  if (license.edits.length === 1) words.push(t("license.edit"));
  if (license.edits.length > 1) words.push(t("license.edits", { count: number(license.edits.length) }));
  return words.join(" · ");
}

/** A clause's title in the reader's language. */
export function clauseTitle(id: string, title: string): string {
  return tOr(`clause.${id}`, title);
}

/** Findings grouped by question, then by weight, each group in text order. */
export function byQuestion(
  report: Report, questionOf: (id: string) => Question,
): { question: Question; findings: Finding[] }[] {
  return QUESTIONS.map((question) => ({
    question,
    findings: report.clauses.filter((finding) => questionOf(finding.id) === question)
      .sort((a, b) => EFFECTS.indexOf(a.effect) - EFFECTS.indexOf(b.effect)),
  })).filter((group) => group.findings.length > 0);
}

/** The figures and names of a finding as a definition list; nothing where there are none. */
export function paramsView(finding: Finding): HTMLElement | null {
  const entries = Object.entries(finding.params);
  if (entries.length === 0) return null;
  return h("dl", { "class": "ow-params" }, entries.flatMap(([name, value]) => [
    h("dt", null, tOr(`param.${name}`, name)),
    h("dd", null, paramNode(value)),
  ]));
}

/** A parameter in words. */
export function paramText(value: unknown): string {
  if (typeof value === "number") return number(value);
  if (typeof value === "boolean") return t(value ? "yes" : "no");
  if (Array.isArray(value)) return value.map(paramText).join(", ");
  return typeof value === "string" ? value : JSON.stringify(value) ?? "";
}

/** Documents that the text names and that were not read. */
export function documentsView(report: Report): HTMLElement | null {
  if (report.documents.length === 0) return null;
  return h("ul", { "class": "ow-documents" }, report.documents.map((document) => h("li", null,
    document.url === null ? document.title : link(document.url, document.title || document.url))));
}

function answerCard(
  question: Question, report: Pick<Report, "answers">, reason?: (id: string) => Node | null,
): HTMLElement {
  const answer = report.answers[question];
  const reasons = reason ? answer.because.slice(0, 3).map(reason).filter((node) => node !== null) : [];
  const tint = tone(question, answer.value);
  return h("li", { "class": "ow-answer", "data-question": question, "data-value": answer.value, "data-tone": tint },
    h("span", { "class": "ow-answer-mark" }, icon(tint, 16)),
    h("div", null,
      h("p", { "class": "ow-answer-head" },
        h("span", { "class": "ow-answer-question" }, t(`question.${question}`)),
        h("span", { "class": "ow-answer-value" }, tOr(`value.${answer.value}`, answer.value))),
      h("p", { "class": "ow-answer-summary" }, answerSentence(question, answer.value, answer.summary)),
      reasons.length === 0 ? null : h("p", { "class": "ow-answer-reasons" }, reasons)));
}

function licenseItem(license: LicenseMatch): HTMLElement {
  return h("li", { "class": "ow-license", "data-license": license.id },
    h("p", { "class": "ow-license-head" },
      h("strong", null, license.id),
      license.osiApproved ? h("span", { "class": "ow-chip" }, t("license.osi")) : null,
      license.fsfLibre ? h("span", { "class": "ow-chip" }, t("license.fsf")) : null),
    license.name === license.id ? null : h("p", { "class": "ow-license-name" }, license.name),
    h("p", { "class": "ow-quiet" }, matchWords(license)),
    license.alternatives.length === 0 ? null
      : h("p", { "class": "ow-quiet" }, t("license.alternatives", { ids: license.alternatives.slice(0, 6).join(", ") })));
}

function paramNode(value: unknown): Node | string {
  const list = Array.isArray(value) ? value : [value];
  if (list.some((one) => typeof one === "string" && /^https?:/i.test(one))) {
    return h("span", null, list.flatMap((one, index) => [index > 0 ? ", " : null,
      typeof one === "string" ? link(one, one) : paramText(one)]));
  }
  return paramText(value);
}

function titleIn(report: Report, id: string): string {
  return report.clauses.find((finding) => finding.id === id)?.title ?? id;
}
