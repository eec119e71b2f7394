// A release above its texts: badge, tier, conflicts, components, lineage, and who judges how.

import type { Assessment, Conflict } from "openweigh";
import { badgeElement } from "../shared/badge.js";
import { h } from "../shared/dom.js";
import { icon } from "../shared/icons.js";
import { t, tOr } from "../shared/messages.js";
import { answersView } from "../shared/report-view.js";
import { ladderStrip } from "./ladder-strip.js";
import type { App } from "./app.js";

/** The assessment on screen; null for a single text. */
export function releaseView(app: App): HTMLElement | null {
  const { assessment } = app.state;
  if (assessment === null) return null;
  return h("div", { "class": "release" },
    h("div", { "class": "release-head" },
      assessment.id === null ? null : h("bdi", { "class": "release-id" }, assessment.id),
      h("span", { "class": "ow-chip" }, tOr(`evidence.${assessment.evidence}`, assessment.evidence)),
      assessment.chips.map((chip) => h("span", { "class": "ow-chip", title: chip.text }, chip.label))),
    banner(assessment),
    ladderStrip(assessment.openness, t(assessment.openness.floor === assessment.openness.ceiling ? "release.exact" : "release.range", {
      floor: t(`openness.${assessment.openness.floor}`), ceiling: t(`openness.${assessment.openness.ceiling}`),
    })),
    assessment.conflicts.map(conflictView),
    h("details", { open: true }, h("summary", null, t("release.answers")), answersView(assessment)),
    h("details", null, h("summary", null, t("release.components")), components(assessment)),
    assessment.baseModels.length === 0 ? null : h("details", { open: true }, h("summary", null, t("release.lineage")), h("ul", { role: "list", "class": "lineage" },
      assessment.baseModels.map((base) => h("li", null, h("bdi", null, base.id), ` · ${tOr(`relation.${base.relation}`, base.relation)} `,
        base.badge === null ? h("span", { "class": "ow-quiet" }, base.why ?? "") : badgeElement({ icon: base.badge.icon, label: base.badge.label, color: base.badge.color, small: true }))))),
    h("details", null, h("summary", null, t("release.views")), h("dl", { "class": "views" }, assessment.views.flatMap((view) => [
      h("dt", null, view.who), h("dd", null, h("strong", null, view.value), `: ${view.why}`)]))),
    assessment.unchecked.length === 0 ? null : h("details", null, h("summary", null, `${t("release.unchecked")} (${assessment.unchecked.length})`), h("ul", null,
      assessment.unchecked.map((one) => h("li", null, h("bdi", null, one.part), `: ${one.why}`)))));
}

function banner(assessment: Assessment): HTMLElement {
  const view = h("section", { "class": "ow-verdict", "data-badge": assessment.badge.kind, "aria-label": assessment.badge.label },
    icon(badgeIcon(assessment), 34), h("div", null,
      h("p", { "class": "ow-verdict-label" }, tOr(`badge.kind.${assessment.badge.kind}`, assessment.badge.label)),
      h("p", { "class": "ow-verdict-reason" }, assessment.summary)));
  view.style.setProperty("--ow-verdict", assessment.badge.color);
  return view;
}

function conflictView(conflict: Conflict): HTMLElement {
  return h("div", { "class": "conflict", "data-severity": conflict.severity },
    h("p", null, icon(conflict.severity === "info" ? "not-a-license" : "conditional", 17), " ", h("strong", null, conflict.title)),
    h("p", null, conflict.text),
    h("ul", { role: "list" }, conflict.sides.map((side) => h("li", null, h("bdi", null, side.source), ": ", h("q", { dir: "auto" }, side.quote)))),
    h("p", null, conflict.action));
}

function components(assessment: Assessment): HTMLElement {
  return h("div", { "class": "table" }, h("table", null, h("tbody", null, assessment.components.map((component) => h("tr", null,
    h("th", { scope: "row" }, tOr(`component.${component.id}`, component.name)),
    h("td", { "data-state": component.state }, icon(component.state === "present" ? "yes" : component.state === "absent" ? "no" : "unrecognized", 14), " ", t(`state.${component.state}`)),
    h("td", null, component.license === null ? "" : `${component.license.name} (${component.license.label})`),
    h("td", { "class": "ow-quiet" }, component.evidence.slice(0, 3).join(", ")))))));
}

function badgeIcon(assessment: Assessment): string {
  const { kind } = assessment.badge;
  if (kind.startsWith("weights-")) return kind === "weights-use-rules" ? "responsible-use" : kind.slice("weights-".length);
  return kind === "no-license" || kind === "not-checked" ? "unknown" : kind;
}
