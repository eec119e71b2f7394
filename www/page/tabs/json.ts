// The JSON tab: what the engine returned, as it is.

import { h, put } from "../../shared/dom.js";
import { icon } from "../../shared/icons.js";
import { t } from "../../shared/messages.js";
import type { App } from "../app.js";
import { copyText, saveFile } from "../output.js";
import { emptyWords, type Tab } from "../tabs.js";

/** Longest JSON shown; copying and saving give all of it. */
const MOST = 300_000;

export function jsonTab(app: App, panel: HTMLElement): Tab {
  const update = () => {
    const words = emptyWords(app);
    if (words !== null) {
      put(panel, h("p", { "class": "empty" }, words));
      return;
    }
    const { report, assessment } = app.state;
    const json = JSON.stringify(assessment === null ? report : { assessment, report }, null, 2);
    put(panel,
      h("div", { "class": "actions" },
        h("button", { type: "button", onclick: () => void copyText(app, json) }, icon("copy", 16), t("action.copy")),
        h("button", { type: "button", onclick: () => saveFile("openweigh-report.json", "application/json", json) }, icon("download", 16), t("action.save"))),
      h("pre", { "class": "code", tabindex: 0, role: "region", "aria-label": t("tab.json") },
        json.length > MOST ? `${json.slice(0, MOST)}\n…` : json));
  };
  return { follows: ["report", "assessment"], update };
}
