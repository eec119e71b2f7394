// The Badge tab: the badge as SVG, Markdown, HTML and shields.io endpoint, with a preview on light and dark.

import type { BadgeOptions } from "openweigh";
import { h, put } from "../../shared/dom.js";
import { icon } from "../../shared/icons.js";
import { t } from "../../shared/messages.js";
import type { App } from "../app.js";
import { copyText, saveFile } from "../output.js";
import { permalink } from "../permalink.js";
import { emptyWords, type Tab } from "../tabs.js";

const FORMATS = ["svg", "markdown", "html", "shields"] as const;

export function badgeTab(app: App, panel: HTMLElement): Tab {
  let asked = 0;
  const update = async () => {
    const number = ++asked;
    const words = emptyWords(app);
    const subject = app.state.assessment ?? app.state.report;
    if (words !== null || subject === null) {
      put(panel, h("p", { "class": "empty" }, words));
      return;
    }
    try {
      // A link to the text itself would make the badge's code very long; a hub release has a short one.
      const link = app.state.source.kind === "hub" ? await permalink(app) : null;
      const made = await Promise.all(FORMATS.map(async (format) => {
        const options: BadgeOptions = link === null ? { format } : { format, link };
        const badge: unknown = await app.engine.call("badge", subject, options);
        return { format, code: typeof badge === "string" ? badge : JSON.stringify(badge, null, 2) };
      }));
      if (number !== asked) return;
      const svg = made[0]?.code ?? "";
      const address = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
      const preview = (theme: string) => h("div", { "class": `preview ${theme}` }, h("img", { src: address, alt: t("badge.alt") }));
      put(panel, h("h2", { "class": "sr" }, t("tab.badge")),
        h("div", { "class": "previews" }, preview("light"), preview("dark")),
        h("p", { "class": "ow-quiet" }, t("badge.note")),
        made.map(({ format, code }) => h("section", { "class": "part" },
          h("h3", { id: `badge-${format}` }, t(`badge.${format}`)),
          h("pre", { "class": "code short", tabindex: 0, role: "region", "aria-labelledby": `badge-${format}` }, code),
          h("div", { "class": "actions" },
            h("button", { type: "button", onclick: () => void copyText(app, code) }, icon("copy", 16), t("action.copy")),
            format === "svg" ? h("button", { type: "button", onclick: () => saveFile("openweigh.svg", "image/svg+xml", code) }, icon("download", 16), t("action.save")) : null))));
    } catch (error) {
      if (number === asked) put(panel, h("p", { "class": "problem", role: "alert" }, t("error.engine", { message: error instanceof Error ? error.message : String(error) })));
    }
  };
  return { follows: ["report", "assessment"], update: () => void update() };
}
