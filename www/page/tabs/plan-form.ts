// The form of the Plan tab and the plan that it says. What is left open stays open: the engine then asks.

import type { FieldOfUse, Plan, Redistribution } from "openweigh";
import { h } from "../../shared/dom.js";
import { t } from "../../shared/messages.js";

export const FIELDS: readonly FieldOfUse[] = [
  "military", "weapons", "surveillance", "law-enforcement", "critical-infrastructure", "medical-advice", "legal-advice",
  "automated-decisions", "personal-data", "minors", "sexual-content", "disinformation", "harassment", "discrimination",
  "defamation", "malware", "fraud", "illegal",
];
const PASSING: readonly Redistribution[] = ["none", "unchanged", "derivatives", "hosted"];
const REGIONS = ["worldwide", "EU", "US", "GB", "CN", "JP", "KR", "IN", "BR"];

/** The form, filled with what was kept of it. */
export function planForm(saved: string | null): HTMLFormElement {
  const form = h("form", { "class": "plan", autocomplete: "off" },
    choices("commercial", ["yes", "no"]),
    figure("monthlyUsers", "1", 1e12),
    figure("annualRevenue", "1", 1e15),
    checks("redistribution", PASSING),
    checks("regions", REGIONS),
    h("details", { "class": "more" }, h("summary", null, t("plan.more")),
      choices("trainOnOutputs", ["yes", "no"]),
      choices("competing", ["yes", "no"]),
      choices("publishChanges", ["yes", "no"]),
      select("purpose", ["any", "research", "academic", "evaluation", "personal"]),
      figure("headcount", "1", 1e9),
      h("div", null, checks("fields", ["nothing", ...FIELDS]), h("p", { "class": "ow-quiet" }, t("plan.fields.note"))),
      h("div", { "class": "row" }, h("label", { for: "plan-date" }, t("plan.date")), h("input", { id: "plan-date", name: "date", type: "date" }))),
    h("div", { "class": "actions" }, h("button", { type: "reset" }, t("plan.reset"))));
  restore(form, saved);
  return form;
}

/** What the form says. */
export function planFrom(form: HTMLFormElement): Plan {
  const data = new FormData(form);
  const plan: Plan = {};
  for (const name of ["commercial", "trainOnOutputs", "competing", "publishChanges"] as const) {
    const value = data.get(name);
    if (value === "yes" || value === "no") plan[name] = value === "yes";
  }
  for (const name of ["monthlyUsers", "annualRevenue", "headcount"] as const) {
    const value = String(data.get(name) ?? "").replace(/[^\d.]/g, "");
    if (value !== "" && Number.isFinite(Number(value))) plan[name] = Number(value);
  }
  plan.purpose = String(data.get("purpose") ?? "any") as NonNullable<Plan["purpose"]>;
  const passed = data.getAll("redistribution").map(String) as Redistribution[];
  if (passed.length > 0) plan.redistribution = passed;
  const regions = data.getAll("regions").map(String);
  if (regions.length > 0) plan.regions = regions;
  const fields = data.getAll("fields").map(String);
  if (fields.length > 0) plan.fields = fields.filter((field) => field !== "nothing") as FieldOfUse[];
  const date = String(data.get("date") ?? "");
  if (date !== "") plan.date = date;
  return plan;
}

function restore(form: HTMLFormElement, saved: string | null): void {
  let entries: unknown;
  try {
    entries = JSON.parse(saved ?? "[]");
  } catch {
    return;
  }
  if (!Array.isArray(entries)) return;
  for (const entry of entries as unknown[]) {
    if (!Array.isArray(entry)) continue;
    const [name, value] = entry as [unknown, unknown];
    for (const field of form.elements) {
      if (field instanceof HTMLInputElement && field.name === name) {
        if (field.type === "radio" || field.type === "checkbox") field.checked ||= field.value === value;
        else field.value = String(value);
      } else if (field instanceof HTMLSelectElement && field.name === name) field.value = String(value);
    }
  }
}

function choices(name: string, values: readonly string[]): HTMLElement {
  return h("fieldset", null, h("legend", null, t(`plan.${name}`)), h("div", { "class": "options" },
    [...values, "open"].map((value) => h("label", null, h("input", { type: "radio", name, value, checked: value === "open" }), t(`plan.${value}`)))));
}

function checks(name: string, values: readonly string[]): HTMLElement {
  const label = (value: string) => t(name === "fields" ? `field.${value}` : name === "regions" ? `region.${value}` : `redistribution.${value}`);
  return h("fieldset", null, h("legend", null, t(`plan.${name}`)), h("div", { "class": "options" },
    values.map((value) => h("label", null, h("input", { type: "checkbox", name, value }), label(value)))));
}

function select(name: string, values: readonly string[]): HTMLElement {
  return h("div", { "class": "row" }, h("label", { for: `plan-${name}` }, t(`plan.${name}`)),
    h("select", { id: `plan-${name}`, name }, values.map((value) => h("option", { value }, t(`purpose.${value}`)))));
}

function figure(name: string, step: string, most: number): HTMLElement {
  return h("div", { "class": "row" }, h("label", { for: `plan-${name}` }, t(`plan.${name}`)),
    h("input", { id: `plan-${name}`, name, type: "number", inputmode: "numeric", min: 0, max: most, step, placeholder: t("plan.unknown") }));
}
