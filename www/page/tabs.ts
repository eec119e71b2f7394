// The tabs: a list with roving focus as the ARIA practices describe it; each panel is built when first opened and
// updated only while it is open.

import { t } from "../shared/messages.js";
import { TABS, type App, type Change, type TabName } from "./app.js";
import { badgeTab } from "./tabs/badge.js";
import { compareTab } from "./tabs/compare.js";
import { differenceTab } from "./tabs/difference.js";
import { jsonTab } from "./tabs/json.js";
import { planTab } from "./tabs/plan.js";
import { reportTab } from "./tabs/report.js";

/** A tab's content. */
export interface Tab {
  /** Called when the tab opens and after each change of the kinds in `follows` while it is open. */
  update(change: Change): void;
  follows: readonly Change[];
}

const MAKERS: Record<TabName, (app: App, panel: HTMLElement) => Tab> = {
  report: reportTab, difference: differenceTab, compare: compareTab, plan: planTab, badge: badgeTab, json: jsonTab,
};

/** Tabs that take the whole width, without the text beside them. */
const WIDE: readonly TabName[] = ["difference", "compare"];

export function startTabs(app: App): void {
  const made = new Map<TabName, Tab>();
  const buttons = new Map(TABS.map((name) => [name, document.querySelector<HTMLButtonElement>(`#tab-${name}`)!]));
  for (const [name, button] of buttons) {
    button.addEventListener("click", () => app.openTab(name));
    button.addEventListener("keydown", (event) => {
      const to = neighbor(name, event.key);
      if (to === null) return;
      event.preventDefault();
      app.openTab(to);
      buttons.get(to)?.focus();
    });
  }
  const show = () => {
    const { tab } = app.state;
    for (const [name, button] of buttons) {
      const open = name === tab;
      button.setAttribute("aria-selected", String(open));
      button.tabIndex = open ? 0 : -1;
      document.querySelector<HTMLElement>(`#panel-${name}`)!.hidden = !open;
    }
    document.querySelector("#main")!.classList.toggle("wide", WIDE.includes(tab));
    const panel = document.querySelector<HTMLElement>(`#panel-${tab}`)!;
    const content = made.get(tab) ?? MAKERS[tab](app, panel);
    made.set(tab, content);
    content.update("tab");
    // Not `scrollIntoView`: it would also move the place where Tab starts.
    const button = buttons.get(tab);
    const list = button?.parentElement;
    if (button && list) list.scrollLeft += Math.min(0, button.offsetLeft - list.scrollLeft) || Math.max(0, button.offsetLeft + button.offsetWidth - list.scrollLeft - list.clientWidth);
  };
  app.on("tab", show);
  for (const change of ["report", "assessment", "finding", "hover", "files"] as const) {
    app.on(change, () => {
      const content = made.get(app.state.tab);
      if (content?.follows.includes(change)) content.update(change);
    });
  }
}

function neighbor(name: TabName, key: string): TabName | null {
  const backwards = getComputedStyle(document.documentElement).direction === "rtl" ? "ArrowRight" : "ArrowLeft";
  const forwards = backwards === "ArrowLeft" ? "ArrowRight" : "ArrowLeft";
  const at = TABS.indexOf(name);
  const to = key === forwards ? at + 1 : key === backwards ? at - 1 : key === "Home" ? 0 : key === "End" ? TABS.length - 1 : null;
  return to === null ? null : TABS[(to + TABS.length) % TABS.length] ?? null;
}

/** What a tab says while there is nothing to show; null when there is a report. */
export function emptyWords(app: App): string | null {
  if (app.state.error !== null) return app.state.error;
  if (app.state.waiting !== null) return app.state.waiting;
  if (app.state.text.trim() === "") return t("report.empty");
  return app.state.report === null ? t("report.reading") : null;
}
