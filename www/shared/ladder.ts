// The openness ladder as a picture: five rungs, what is shown (floor) and what is possible (ceiling).

import { s } from "./dom.js";
import { iconPath } from "./icons.js";
import { t } from "./messages.js";
import { LADDER, type Openness } from "./types.js";
import { opennessColor } from "./verdicts.js";

export interface Range { floor: Openness; ceiling: Openness }

/** One sentence on what the ladder shows. */
export function ladderSentence({ floor, ceiling }: Range): string {
  const names = { floor: t(`openness.${floor}`), ceiling: t(`openness.${ceiling}`) };
  if (floor === ceiling && floor !== "unknown") return t("ladder.exact", names);
  if (floor === "unknown") return ceiling === "unknown" ? t("openness.unknown") : t("ladder.upto", names);
  return t("ladder.range", names);
}

/** Whether a rung lies between floor and ceiling. */
export function within(rung: Openness, { floor, ceiling }: Range): boolean {
  const place = LADDER.indexOf(rung);
  const top = ceiling === "unknown" ? 0 : LADDER.indexOf(ceiling);
  const bottom = floor === "unknown" ? LADDER.length - 1 : LADDER.indexOf(floor);
  return place >= top && place <= bottom;
}

/**
 * The ladder as a self-contained SVG, 320 × 176; colors are attributes, so that it can be saved. `ink` and `paper`
 * are the colors of text and of rungs out of range.
 */
export function ladderPicture(range: Range, ink: string, paper: string): SVGSVGElement {
  const high = 32;
  const picture = s("svg", {
    "xmlns": "http://www.w3.org/2000/svg", "viewBox": `0 0 320 ${LADDER.length * high + 16}`, "width": 320,
    "height": LADDER.length * high + 16, "role": "img", "aria-label": `${t("ladder.title")}: ${ladderSentence(range)}`,
    "font-family": "system-ui, sans-serif", "font-size": 13,
  }, s("path", { d: `M9 2V${LADDER.length * high + 14}M311 2V${LADDER.length * high + 14}`, stroke: ink, "stroke-opacity": 0.4, "stroke-width": 4, "stroke-linecap": "round" }));
  LADDER.forEach((rung, place) => {
    const y = place * high + 8;
    const on = rung === range.floor;
    const maybe = within(rung, range);
    picture.append(s("rect", {
      x: 15, y: y + 2, width: 290, height: high - 6, rx: 6, fill: on ? opennessColor(rung) : paper,
      stroke: maybe ? opennessColor(rung) : ink, "stroke-opacity": maybe ? 1 : 0.25, "stroke-width": maybe ? 2 : 1,
    }));
    picture.append(s("g", {
      transform: `translate(22 ${y + 7}) scale(.66)`, fill: "none", stroke: on ? "#fff" : ink, "stroke-width": 2,
      "stroke-linecap": "round", "stroke-linejoin": "round",
    }, s("path", { d: iconPath(rung) })));
    picture.append(s("text", { x: 48, y: y + 19.5, fill: on ? "#fff" : ink, "fill-opacity": on ? 1 : 0.8 }, t(`openness.${rung}`)));
    const marks = [rung === range.ceiling ? t("ladder.ceiling") : null, rung === range.floor ? t("ladder.floor") : null];
    const words = marks.filter((mark) => mark !== null).join(" · ");
    if (words !== "") {
      picture.append(s("text", { x: 296, y: y + 19.5, fill: on ? "#fff" : ink, "text-anchor": "end", "font-size": 11, "font-weight": 600 }, words));
    }
  });
  return picture;
}
