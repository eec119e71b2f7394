// Two pictures for those who would rather look than read: the map of the text and the ladder. Both can be saved as SVG.

import { h, s } from "../shared/dom.js";
import { icon } from "../shared/icons.js";
import { ladderPicture } from "../shared/ladder.js";
import { number, t } from "../shared/messages.js";
import { clauseTitle } from "../shared/report-view.js";
import { QUESTIONS, type Effect, type Report } from "../shared/types.js";
import { apart, questionOf, type App } from "./app.js";
import { saveSvg } from "./output.js";
import { sectionsOf } from "./sections.js";

/** Colors that read on white and on black alike, for pictures that leave the page. */
const COLORS: Record<Effect, string> = {
  "veto": "#d04a4a", "responsible-use": "#9061e8", "condition": "#3289c7", "grant": "#2f9a58", "legal": "#8a847a",
};
const WIDTH = 720;
const LEFT = 150;
const ROW = 26;

export function pictures(app: App): HTMLElement {
  const { report, text } = app.state;
  if (report === null) return h("div");
  const map = textMap(app, report, text, "currentColor", (index) => app.choose(index, "step"));
  const ladder = ladderPicture(report.verdict.openness, "currentColor", "transparent");
  const save = (name: string, make: () => SVGElement) =>
    h("button", { type: "button", "class": "plain", onclick: () => saveSvg(name, make()) }, icon("download", 14), t("picture.save"));
  return h("div", { "class": "pictures" },
    h("figure", null, map, h("figcaption", null, t("picture.map"), " ",
      save("license-map.svg", () => textMap(app, report, text, "#57534e", null)))),
    h("figure", null, ladder, h("figcaption", null, t("picture.ladder"), " ",
      save("openness-ladder.svg", () => ladderPicture(report.verdict.openness, "#44403c", "#f5f4f1")))));
}

/** The map: rows for the sections, for the recognized licenses, and one for each question; a mark wherever words were found. */
function textMap(app: App, report: Report, text: string, ink: string, press: ((index: number) => void) | null): SVGSVGElement {
  const rows = QUESTIONS.filter((question) => report.clauses.some((finding) => questionOf(app, finding.id) === question));
  const { length } = text;
  const sections = sectionsOf(text);
  const first = sections.length > 1 ? 1 : 0;
  const high = (rows.length + first + 1) * ROW + 24;
  const x = (place: number) => LEFT + (WIDTH - LEFT - 8) * (place / Math.max(1, length));
  const picture = s("svg", {
    "xmlns": "http://www.w3.org/2000/svg", "viewBox": `0 0 ${WIDTH} ${high}`, "width": WIDTH, "height": high, "role": "img",
    "aria-label": t("picture.map.label", { count: number(report.clauses.length) }), "font-family": "system-ui, sans-serif", "font-size": 12, "fill": ink,
  });
  const row = (label: string, at: number) => {
    const y = at * ROW + 4;
    picture.append(s("text", { x: LEFT - 10, y: y + 15, "text-anchor": "end" }, label));
    picture.append(s("rect", { x: LEFT, y: y + 2, width: WIDTH - LEFT - 8, height: ROW - 8, rx: 3, fill: ink, "fill-opacity": 0.09 }));
    return y + 2;
  };
  if (first === 1) {
    const y = row(t("picture.sections"), 0);
    sections.forEach((section, at) => {
      picture.append(s("rect", {
        x: x(section.start), y, width: Math.max(1, x(section.end) - x(section.start) - 1), height: ROW - 8, rx: 2, fill: ink, "fill-opacity": at % 2 === 0 ? 0.3 : 0.18,
      }, s("title", null, section.title)));
    });
  }
  const top = row(t("picture.licenses"), first);
  for (const license of report.licenses) {
    for (const span of license.spans) {
      picture.append(s("rect", {
        x: x(span.start), y: top, width: Math.max(2, x(span.end) - x(span.start)), height: ROW - 8, rx: 3, fill: "#3f6fd8", "fill-opacity": 0.75,
      }, s("title", null, license.id)));
    }
  }
  rows.forEach((question, at) => {
    const y = row(t(`question.${question}`), at + first + 1);
    report.clauses.forEach((finding, index) => {
      if (questionOf(app, finding.id) !== question) return;
      for (const span of apart(finding.spans, length, WIDTH / 2)) {
        const mark = s("rect", {
          x: x(span.start), y, width: Math.max(3, x(span.end) - x(span.start)), height: ROW - 8, rx: 1.5, fill: COLORS[finding.effect],
        }, s("title", null, clauseTitle(finding.id, finding.title)));
        if (press) {
          mark.style.cursor = "pointer";
          mark.addEventListener("click", () => press(index));
        }
        picture.append(mark);
      }
    });
  });
  const base = (rows.length + first + 1) * ROW + 17;
  picture.append(s("text", { x: LEFT, y: base, "fill-opacity": 0.85 }, t("picture.start")));
  picture.append(s("text", { x: WIDTH - 8, y: base, "text-anchor": "end", "fill-opacity": 0.85 }, t("picture.end", { count: number(length) })));
  return picture;
}
