// The Plan tab: what somebody is going to do, as a short form, and whether the license allows it: the outcome with the
// deciding words, what remains to be done, and how far each threshold is.

import type { Decision, FieldOfUse, Plan } from "openweigh";
import { h, put } from "../../shared/dom.js";
import { icon } from "../../shared/icons.js";
import { largeNumber, number, percent, t, tOr } from "../../shared/messages.js";
import { clauseTitle } from "../../shared/report-view.js";
import type { App } from "../app.js";
import { copyText } from "../output.js";
import { keep, kept } from "../storage.js";
import { emptyWords, type Tab } from "../tabs.js";
import { planForm, planFrom } from "./plan-form.js";

const ICONS: Record<Decision["outcome"], string> = { clear: "yes", conditions: "condition", ask: "unrecognized", blocked: "no", unknown: "unstated" };

export function planTab(app: App, panel: HTMLElement): Tab {
  const form = planForm(kept("plan"));
  const out = h("div", { "class": "plan-out", "aria-live": "polite" });
  const rest = h("div", { "class": "plan-rest" });
  let asked = 0;
  let timer = 0;
  const decide = async () => {
    const asking = ++asked;
    const words = emptyWords(app);
    const subject = app.state.assessment ?? app.state.report;
    if (words !== null || subject === null) {
      put(out, h("p", { "class": "empty" }, words));
      put(rest);
      return;
    }
    try {
      const plan = planFrom(form);
      const decision = await app.engine.call("decide", subject, plan);
      if (asking !== asked) return;
      put(out, outcomeView(app, decision));
      put(rest, restView(app, decision, plan));
    } catch (error) {
      if (asking !== asked) return;
      put(rest);
      put(out, h("p", { "class": "problem", role: "alert" }, t("error.engine", { message: error instanceof Error ? error.message : String(error) })));
    }
  };
  form.addEventListener("input", () => {
    keep("plan", JSON.stringify([...new FormData(form)]));
    clearTimeout(timer);
    timer = window.setTimeout(() => void decide(), 120);
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => {
    keep("plan", null);
    setTimeout(() => void decide(), 0);
  });
  put(panel, h("h2", { "class": "sr" }, t("tab.plan")), out, form, rest);
  return { follows: ["report", "assessment"], update: () => void decide() };
}

/** The outcome, what decides it, and what the terms still ask; this stands above the form. */
function outcomeView(app: App, decision: Decision): HTMLElement {
  return h("div", { "class": "decision", "data-outcome": decision.outcome },
    h("div", { "class": "outcome" }, icon(ICONS[decision.outcome], 28), h("div", null,
      h("p", { "class": "outcome-label" }, tOr(`outcome.${decision.outcome}`, decision.label)), h("p", null, decision.summary))),
    decision.deciding.length === 0 ? null : h("section", { "class": "part" }, h("h3", null, t("plan.deciding")), h("ul", { role: "list", "class": "deciding" },
      decision.deciding.map((one) => h("li", { "data-outcome": one.outcome }, h("p", null, icon(ICONS[one.outcome], 15), " ", one.text),
        one.quote === "" ? null : h("blockquote", { dir: "auto" }, one.quote, one.id === null ? null : showButton(app, one.id)))))),
    decision.questions.length === 0 ? null : h("section", { "class": "part" }, h("h3", null, t("plan.questions")), h("ul", { "class": "questions" },
      decision.questions.map((question) => h("li", null, h("button", {
        "type": "button", "class": "plain", "onclick": () => focusField(String(question.field)),
      }, question.text))))));
}

/** Thresholds, the to-do list and what was not checked; this stands below the form. */
function restView(app: App, decision: Decision, plan: Plan): HTMLElement {
  return h("div", { "class": "decision" },
    decision.headroom.length === 0 ? null : h("section", { "class": "part" }, h("h3", null, t("plan.headroom")), decision.headroom.map(meter)),
    decision.todo.length === 0 ? null : todoList(app, decision),
    decision.notChecked.length === 0 ? null : h("section", { "class": "part" }, h("h3", null, t("plan.unchecked")), h("ul", null,
      decision.notChecked.map((one) => h("li", null, `${one.part}: ${one.why}`)))),
    h("p", { "class": "ow-quiet" }, plan.fields && plan.fields.length > 0 ? `${t("plan.fieldsChosen")}: ${plan.fields.map((field: FieldOfUse) => t(`field.${field}`)).join(", ")}. ` : null, t("disclaimer")));
}

function showButton(app: App, id: string): HTMLElement | null {
  const index = app.state.report?.clauses.findIndex((finding) => finding.id === id) ?? -1;
  if (index < 0) return null;
  return h("button", {
    "type": "button", "class": "plain show", "onclick": () => {
      const span = app.state.report?.clauses[index]?.spans[0];
      app.state.finding = index;
      app.tell("finding");
      if (span) app.editor.reveal(span.start, span.end, document.querySelector<HTMLElement>("#scroll")!, false);
    },
  }, t("finding.show"));
}

function focusField(name: string): void {
  const field = document.querySelector<HTMLElement>(`#panel-plan [name="${CSS.escape(name)}"]`);
  const more = field?.closest("details");
  if (more) more.open = true;
  field?.focus();
  field?.scrollIntoView({ block: "center" });
}

function meter(headroom: Decision["headroom"][number]): HTMLElement {
  const share = headroom.share;
  const bar = h("div", {
    "class": "meter", role: "meter", "aria-valuemin": 0, "aria-valuemax": 1, "aria-valuenow": Math.min(1, share ?? 0),
    "aria-label": clauseTitle(headroom.id, headroom.id), "aria-valuetext": share === null ? t("plan.noFigure") : percent(share),
  }, h("span"));
  bar.style.setProperty("--share", String(Math.min(1, share ?? 0)));
  bar.dataset["level"] = share === null ? "none" : share >= 1 ? "over" : share >= 0.8 ? "near" : "fine";
  return h("div", { "class": "headroom" }, h("p", null, h("strong", null, t(`headroom.${headroom.of}`)), ` ${headroom.value === null ? "?" : number(headroom.value)} / ${largeNumber(headroom.threshold)} ${headroom.unit}`), bar, h("p", { "class": "ow-quiet" }, headroom.text));
}

function todoList(app: App, decision: Decision): HTMLElement {
  const text = decision.todo.map((one) => `- [ ] ${one.text}${one.exact === null ? "" : `\n      "${one.exact}"`}`).join("\n");
  return h("section", { "class": "part" }, h("h3", null, t("plan.todo")),
    h("ul", { "class": "todo", role: "list" }, decision.todo.map((one) => h("li", null, h("label", null, h("input", { type: "checkbox" }), h("span", null, one.text)),
      one.exact === null ? null : h("p", { "class": "exact" }, h("code", { dir: "auto" }, one.exact), " ",
        h("button", { "type": "button", "class": "plain", "onclick": () => void copyText(app, one.exact ?? "") }, t("action.copy")))))),
    h("div", { "class": "actions" }, h("button", { type: "button", onclick: () => void copyText(app, text) }, icon("copy", 16), t("plan.copy"))));
}
