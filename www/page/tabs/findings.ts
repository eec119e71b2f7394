// The legend: every finding, grouped by question. It and the text point at each other: hover or focus marks the words,
// a click opens the explanation, arrow keys go from finding to finding.

import { h, put } from "../../shared/dom.js";
import { icon } from "../../shared/icons.js";
import { largeNumber, number, t, tOr } from "../../shared/messages.js";
import { byQuestion, clauseTitle, paramsView, paramText } from "../../shared/report-view.js";
import type { Finding } from "../../shared/types.js";
import { EFFECTS } from "../../shared/verdicts.js";
import { questionOf, type App, type Change } from "../app.js";

export interface FindingsList {
  root: HTMLElement;
  update(): void;
  mark(change: Change): void;
}

/** Longest quote that is shown. */
const LONGEST_QUOTE = 600;

export function findingsList(app: App): FindingsList {
  const root = h("div", { "class": "findings" });
  let items = new Map<number, HTMLElement>();

  const update = () => {
    const { report } = app.state;
    items = new Map();
    if (!report || report.clauses.length === 0) {
      put(root, h("p", { "class": "ow-quiet" }, t("findings.none")));
      return;
    }
    const focused = root.contains(document.activeElement)
      ? (document.activeElement as HTMLElement).closest<HTMLElement>("[data-index]")?.dataset["clause"] : undefined;
    const groups = byQuestion(report, (id) => questionOf(app, id));
    put(root, legend(), groups.map(({ question, findings }) => h("div", { "class": "group", role: "group", "aria-label": t(`question.${question}`) },
      h("h3", null, t(`question.${question}`), h("span", { "class": "count" }, number(findings.length))),
      h("ul", { role: "list" }, findings.map((finding) => {
        const index = report.clauses.indexOf(finding);
        const entry = item(app, finding, index);
        items.set(index, entry);
        return entry;
      })))));
    for (const entry of items.values()) if (focused !== undefined && entry.dataset["clause"] === focused) entry.querySelector("button")?.focus();
    mark("finding");
  };

  const mark = (change: Change) => {
    const wanted = change === "hover" ? app.hovered : app.state.finding;
    const name = change === "hover" ? "hot" : "chosen";
    for (const entry of root.querySelectorAll(`.finding.${name}`)) if (items.get(wanted ?? -1) !== entry) entry.classList.remove(name);
    const entry = wanted === null ? undefined : items.get(wanted);
    entry?.classList.add(name);
    if (change !== "finding") return;
    for (const [index, one] of items) open(app, one, index, index === wanted);
    if (entry && !root.contains(document.activeElement)) entry.scrollIntoView({ block: "nearest" });
  };

  root.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const heads = [...root.querySelectorAll<HTMLButtonElement>(".finding-head")];
    const at = heads.indexOf(document.activeElement as HTMLButtonElement);
    if (at < 0) return;
    const to = event.key === "ArrowDown" ? at + 1 : event.key === "ArrowUp" ? at - 1
      : event.key === "Home" ? 0 : event.key === "End" ? heads.length - 1 : null;
    if (to === null) return;
    event.preventDefault();
    heads[Math.max(0, Math.min(heads.length - 1, to))]?.focus();
  });
  return { root, update, mark };
}

function legend(): HTMLElement {
  return h("ul", { "class": "effects", role: "list", "aria-label": t("legend") }, EFFECTS.map((effect) =>
    h("li", { "data-effect": effect, title: t(`effect.${effect}.about`) }, icon(effect, 13), h("span", null, t(`effect.${effect}`)))));
}

function item(app: App, finding: Finding, index: number): HTMLElement {
  const body = h("div", { "class": "finding-body", id: `finding-${index}`, hidden: true });
  const entry = h("li", { "class": "finding", "data-index": index, "data-clause": finding.id, "data-effect": finding.effect },
    h("button", {
      "type": "button", "class": "finding-head", "aria-expanded": "false", "aria-controls": `finding-${index}`,
      "onclick": () => app.choose(app.state.finding === index ? null : index, "list"),
      "onfocus": () => app.hover(index),
      "onblur": () => app.hover(null),
    },
    icon(finding.effect, 16),
    h("span", { "class": "finding-title" }, clauseTitle(finding.id, finding.title), h("span", { "class": "sr" }, `, ${t(`effect.${finding.effect}`)}`)),
    figure(finding), icon("next", 14)),
    body);
  entry.addEventListener("pointerenter", () => app.hover(index));
  entry.addEventListener("pointerleave", () => app.hover(null));
  return entry;
}

/** Shows or hides a finding's explanation; it is built when first opened. */
function open(app: App, entry: HTMLElement, index: number, wanted: boolean): void {
  const body = entry.querySelector<HTMLElement>(".finding-body");
  if (!body || body.hidden === !wanted) return;
  const finding = app.state.report?.clauses[index];
  if (wanted && finding) put(body, explanation(app, finding));
  body.hidden = !wanted;
  entry.querySelector(".finding-head")?.setAttribute("aria-expanded", String(wanted));
}

function explanation(app: App, finding: Finding): HTMLElement {
  const clause = app.catalog.get(finding.id);
  const quotes = finding.spans.length > 1
    ? finding.spans.slice(0, 5).map((span) => app.state.text.slice(span.start, span.end).replace(/\s+/g, " ").trim())
    : [finding.quote];
  return h("div", null,
    h("p", null, tOr(`about.${finding.id}`, clause?.summary ?? "")),
    quotes.filter((quote) => quote !== "").map((quote, place) => h("blockquote", { dir: "auto" }, shorten(quote),
      h("button", {
        "type": "button", "class": "plain show", "onclick": () => {
          const span = finding.spans[place];
          if (span) app.editor.reveal(span.start, span.end, document.querySelector<HTMLElement>("#scroll")!, false);
        },
      }, t("finding.show")))),
    paramsView(finding),
    h("p", { "class": "rule" }, `${t("finding.rule")}: `, h("code", null, finding.id), ` · ${t(`effect.${finding.effect}`)}: ${t(`effect.${finding.effect}.about`)}`,
      finding.origin === "template" ? ` · ${t("finding.origin.template")}` : null));
}

function shorten(quote: string): string {
  return quote.length > LONGEST_QUOTE ? `${quote.slice(0, LONGEST_QUOTE)}…` : quote;
}

/** The figure that matters most in a finding, for its line in the list. */
function figure(finding: Finding): HTMLElement | null {
  const words = figureWords(finding);
  return words === null ? null : h("span", { "class": "figure" }, words);
}

/** The same in words: "700 million", "USD 1 million", the regions, the display text. */
export function figureWords(finding: Pick<Finding, "params">): string | null {
  const { params } = finding;
  if (typeof params["number"] === "number") return largeNumber(params["number"]);
  if (typeof params["amount"] === "number") {
    return [typeof params["currency"] === "string" ? params["currency"] : "", largeNumber(params["amount"])].join(" ").trim();
  }
  if (typeof params["days"] === "number") return t("figure.days", { days: number(params["days"]) });
  for (const name of ["regions", "text", "license", "date", "law"]) {
    const value = params[name];
    if (value === undefined) continue;
    const words = paramText(value);
    if (words !== "") return words.length > 34 ? `${words.slice(0, 33)}…` : words;
  }
  return null;
}
