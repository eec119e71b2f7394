// The strip beside the text: where the licenses and the findings are, and which part is on screen. For the pointer
// only; the keyboard has the list of findings.

import { put, s } from "../shared/dom.js";
import { apart, type App } from "./app.js";
import { sectionsOf } from "./sections.js";

/** Marks of one finding that can be told apart. */
const MOST = 250;

export function startMinimap(app: App): void {
  const strip = document.querySelector<HTMLElement>("#minimap")!;
  const scroller = document.querySelector<HTMLElement>("#scroll")!;
  const frame = strip.appendChild(document.createElement("div"));
  frame.className = "minimap-frame";
  const draw = () => {
    const { report, text } = app.state;
    const marks = report === null || text.length === 0 ? [] : [
      ...report.licenses.flatMap((license) => apart(license.spans, text.length, MOST).map((span) => ({ span, kind: "license" }))),
      ...report.clauses.flatMap((finding) => apart(finding.spans, text.length, MOST).map((span) => ({ span, kind: finding.effect }))),
    ];
    const sections = report === null ? [] : sectionsOf(text).slice(1);
    const picture = s("svg", { "viewBox": "0 0 14 1000", "preserveAspectRatio": "none", "aria-hidden": "true" }, sections.map((section) => {
      const y = 1000 * section.start / text.length;
      return s("path", { "class": "mini-section", d: `M0 ${y}H14` });
    }), marks.map(({ span, kind }) => {
      const y = 1000 * span.start / text.length;
      const high = Math.max(kind === "license" ? 4 : 5, 1000 * (span.end - span.start) / text.length);
      return s("rect", { "class": `mini-${kind}`, x: kind === "license" ? 0 : 4, y, width: kind === "license" ? 3 : 10, height: high });
    }));
    put(strip, picture, frame);
    place();
  };
  const place = () => {
    const all = Math.max(1, scroller.scrollHeight);
    frame.style.top = `${100 * scroller.scrollTop / all}%`;
    frame.style.height = `${Math.min(100, 100 * scroller.clientHeight / all)}%`;
    strip.hidden = all <= scroller.clientHeight + 1;
  };
  scroller.addEventListener("scroll", place, { passive: true });
  new ResizeObserver(place).observe(app.editor.root);
  const go = (event: PointerEvent) => {
    const box = strip.getBoundingClientRect();
    const part = (event.clientY - box.top) / box.height;
    scroller.scrollTop = part * scroller.scrollHeight - scroller.clientHeight / 2;
  };
  strip.addEventListener("pointerdown", (event) => {
    strip.setPointerCapture(event.pointerId);
    go(event);
  });
  strip.addEventListener("pointermove", (event) => {
    if (strip.hasPointerCapture(event.pointerId)) go(event);
  });
  let timer = 0;
  app.on("report", () => {
    clearTimeout(timer);
    timer = window.setTimeout(draw, 120);
  });
}
