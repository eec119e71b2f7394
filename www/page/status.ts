// The line below the text: its length, how long the reading took, and steps from finding to finding. Also the polite
// announcement of the verdict.

import { number, t } from "../shared/messages.js";
import { verdictLabel } from "../shared/report-view.js";
import type { App } from "./app.js";

export function startStatus(app: App): void {
  const size = document.querySelector<HTMLElement>("#size")!;
  const time = document.querySelector<HTMLElement>("#time")!;
  const place = document.querySelector<HTMLElement>("#place")!;
  const steps = document.querySelector<HTMLElement>("#steps")!;
  const live = document.querySelector<HTMLElement>("#live")!;
  document.querySelector("#previous")?.addEventListener("click", () => app.step(-1));
  document.querySelector("#next")?.addEventListener("click", () => app.step(1));
  let timer = 0;

  const show = () => {
    const { text, report, milliseconds, finding } = app.state;
    const cut = app.editor.complete ? "" : ` · ${t("status.cut")}`;
    size.textContent = t("status.size", { count: number(text.length) }) + cut;
    time.textContent = report && text !== "" ? `· ${t("status.time", { milliseconds: number(Math.max(0.01, Math.round(milliseconds * 100) / 100)) })}` : "";
    const count = report?.clauses.length ?? 0;
    steps.hidden = count === 0;
    place.textContent = finding === null
      ? t("status.findings", { count: number(count) })
      : t("status.finding", { index: number(finding + 1), count: number(count) });
  };
  app.on("report", () => {
    show();
    // Not at every keystroke: a screen reader hears the verdict when the typing pauses.
    clearTimeout(timer);
    timer = window.setTimeout(() => {
      const { report, text, error } = app.state;
      const words = error !== null ? error : text.trim() === "" || !report ? "" : verdictLabel(report.verdict);
      if (live.textContent !== words) live.textContent = words;
    }, 700);
  });
  app.on("finding", show);
}
