// A result in full: verdict and why, the five answers, the decisive words, components, conflicts, what was not checked.
// The popover and the popup show the same.

import { h, link } from "../../shared/dom.js";
import { t as shared, tOr } from "../../shared/messages.js";
import { tone } from "../../shared/verdicts.js";
import type { Question } from "../../shared/types.js";
import type { Checked, Result } from "../result.ts";
import { pageOf } from "../subject.ts";
import { moment, named, t } from "./i18n.ts";
import { iconOf, mark, OUTCOMES, QUIET } from "./marks.ts";
import { plain } from "./plain.ts";
import { labelOf, stateLine } from "./words.ts";

/** What the buttons do; a button whose action is missing is not shown. */
export interface Actions {
  readonly close?: () => void;
  readonly again?: () => void;
  readonly report?: () => void;
}

/** Quotes and chips that are shown before a reader opens the full report. */
const MOST_QUOTES = 4;

/** The details of a result. The heading has the id `ow-title`, to name the dialog by. */
export function details(result: Result, actions: Actions): HTMLElement {
  const view = h(
    "div",
    { class: "details", "data-state": result.state },
    head(result, actions),
    result.state === "checking" ? null : h("p", { class: "state" }, mark(stateIcon(result), 13), stateLine(result)),
    ...("badge" in result ? checked(result) : unknown(result)),
    buttons(result, actions),
    foot(result),
  );
  view.style.setProperty("--tone", "badge" in result ? result.badge.color : QUIET);
  return view;
}

function head(result: Result, { close }: Actions): HTMLElement {
  const id = plain(result.subject.id, 160);
  const button = close && h("button", { class: "close", type: "button", "aria-label": t("close") }, mark("close", 16));
  if (button && close) button.addEventListener("click", close);
  return h(
    "div",
    { class: "head" },
    h("span", { class: "seal" }, mark("badge" in result ? iconOf(result.badge.kind) : result.state, 21)),
    h(
      "div",
      null,
      h("h2", { id: "ow-title" }, labelOf(result)),
      h("p", { class: "of" }, h("bdi", null, id), "license" in result && result.license ? ` · ${plain(result.license, 80)}` : ""),
    ),
    button ?? null,
  );
}

function stateIcon({ state }: Result): string {
  switch (state) {
    case "verified":
      return "plan-clear";
    case "declared":
      return "history";
    case "gated":
      return "no-redistribution";
    case "base-unchecked":
      return "plan-unknown";
    case "nothing":
      return "not-checked";
    default:
      return state;
  }
}

function checked(result: Checked): (HTMLElement | null)[] {
  return [
    h("p", { class: "why" }, plain(result.why)),
    plan(result),
    result.conflicts.length === 0
      ? null
      : h("div", { class: "conflicts" }, result.conflicts.slice(0, 4).map((conflict) =>
          h("div", { class: "conflict", "data-severity": conflict.severity },
            h("strong", null, mark("partly", 14), plain(conflict.title, 120)),
            h("p", null, plain(conflict.text, 300)),
            conflict.action ? h("p", null, plain(conflict.action, 200)) : null))),
    answers(result),
    quotes(result),
    result.chips.length === 0 ? null
      : h("ul", { class: "chips" }, result.chips.map(({ label, text }) => h("li", { title: plain(text, 200) }, plain(label, 60)))),
    components(result),
    result.lineage.length === 0 ? null
      : section("lineage", h("ul", { class: "plain" }, result.lineage.map(({ id, relation, label }) =>
          h("li", null, named("relation", relation, relation), " ", link(pageOf({ ...result.subject, kind: "model", id }), plain(id, 120)), label ? ` · ${label}` : "")))),
    result.unchecked.length === 0 ? null
      : section("unchecked", h("ul", { class: "plain" }, result.unchecked.slice(0, 8).map(({ part, why }) =>
          h("li", null, h("bdi", null, plain(part, 160)), `: ${plain(why, 160)}`)))),
  ];
}

function unknown(result: Result): (HTMLElement | null)[] {
  if (result.state === "checking") return [h("p", { class: "why" }, t("checkingWhy"))];
  return [
    h("p", { class: "why" }, t("unknownWhy")),
    "detail" in result && result.detail ? h("p", { class: "source" }, h("bdi", null, plain(result.detail, 200))) : null,
  ];
}

function plan({ plan }: Checked): HTMLElement | null {
  if (!plan) return null;
  const words = h("strong", null, mark(`plan-${plan.outcome}`, 14), t(`plan_${plan.outcome}`));
  const lines = plan.todo.slice(0, 5).map((line) => h("li", null, plain(line, 240)));
  const view = h("div", { class: "plan", "data-outcome": plan.outcome }, words, h("p", null, plain(plan.summary, 300)),
    lines.length > 0 ? h("ul", { class: "plain" }, lines) : null);
  view.style.setProperty("--outcome", OUTCOMES[plan.outcome] ?? QUIET);
  return view;
}

function answers(result: Checked): HTMLElement {
  return h("ul", { class: "answers", role: "list" }, result.answers.map(({ question, value, summary }) => {
    const tint = tone(question as Question, value);
    return h("li", { "data-tone": tint, "data-question": question, "data-value": value, title: plain(summary, 300) },
      mark(tint, 15),
      h("span", null, tOr(`question.${question}`, question)),
      h("span", { class: "value" }, tOr(`value.${value}`, value)));
  }));
}

function quotes(result: Checked): HTMLElement | null {
  const shown = result.quotes.slice(0, MOST_QUOTES);
  if (shown.length === 0) return null;
  return section("words", h("div", null, shown.map((quote) =>
    h("div", { class: "quote", "data-clause": quote.clause },
      h("p", null, tOr(`clause.${quote.clause}`, plain(quote.title, 120))),
      quote.quote ? h("blockquote", null, h("bdi", null, plain(quote.quote, 280))) : null,
      h("p", { class: "source" }, quote.url ? link(quote.url, plain(quote.source, 120)) : plain(quote.source, 120))))));
}

function components(result: Checked): HTMLElement | null {
  if (result.components.length === 0) return null;
  const icons = { present: "yes", absent: "no", unknown: "plan-unknown" } as const;
  return h("details", null,
    h("summary", null, t("sectionComponents")),
    h("dl", { class: "parts" }, result.components.flatMap(({ id, name, state, license }) => [
      h("dt", null, mark(icons[state], 13), named("component", id, name)),
      h("dd", null, license ? plain(license, 80) : t(`presence_${state}`)),
    ])));
}

function section(id: string, body: HTMLElement): HTMLElement {
  return h("section", null, h("h3", null, t(`section${id.charAt(0).toUpperCase()}${id.slice(1)}`)), body);
}

function buttons(result: Result, { again, report }: Actions): HTMLElement | null {
  const list: HTMLElement[] = [];
  if (report && "badge" in result) list.push(button(t("openReport"), "act first", report));
  if (again && result.state !== "checking") list.push(button(t("checkAgain"), "act", again));
  return list.length === 0 ? null : h("div", { class: "actions" }, list);
}

function button(words: string, look: string, press: () => void): HTMLElement {
  const element = h("button", { type: "button", class: look }, words);
  // Only a person opens pages and asks the hub again; a page that clicks by script does not.
  element.addEventListener("click", (event) => {
    if (event.isTrusted) press();
  });
  return element;
}

function foot(result: Result): HTMLElement {
  const lines = [shared("disclaimer")];
  if ("badge" in result) {
    const revision = result.revision ? t("footRevision", result.revision.slice(0, 7)) : t("footNoRevision");
    lines.push(`${revision} · ${moment(result.at)}`);
  }
  return h("footer", null, lines.map((line) => h("p", null, line)));
}
