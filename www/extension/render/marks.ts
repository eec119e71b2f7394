// Icons of what only the extension shows: the states of a check and the outcomes of a plan. Verdicts and rungs have
// theirs in `shared/icons`. Drawn on the same 24 × 24 grid as strokes of the current colour.

import { s } from "../../shared/dom.js";
import { icon as sharedIcon } from "../../shared/icons.js";

const PATHS: Record<string, string> = {
  checking: "M5 12v.2M12 12v.2M19 12v.2",
  "not-checked": "M12 2.5a9.5 9.5 0 1 0 0 19a9.5 9.5 0 1 0 0-19M7.5 12h9",
  failed: "M12 2.6L22 20.5H2zM12 9v5.5M12 17.4v.2",
  "plan-clear": "M4.5 12.5l5 5l10-11",
  "plan-conditions": "M5 4h14v16H5zM8.5 9h7M8.5 13h7M8.5 16.5h4",
  "plan-ask": "M12 3.5a4 4 0 1 0 0 8a4 4 0 1 0 0-8M4 21c0-4 3.6-6 8-6s8 2 8 6",
  "plan-blocked": "M12 2.5a9.5 9.5 0 1 0 0 19a9.5 9.5 0 1 0 0-19M5.5 5.5l13 13",
  "plan-unknown": "M9.3 8.5a2.9 2.9 0 1 1 4.4 2.4c-1.2.8-1.7 1.5-1.7 2.9M12 18v.2",
};

/** Background of a badge without a verdict; white on it has a contrast of 7.5:1. */
export const QUIET = "#4B5563";

/** Colour of a plan's outcome; white on each has a contrast of at least 4.5:1. */
export const OUTCOMES: Readonly<Record<string, string>> = {
  clear: "#166534",
  conditions: "#92400E",
  ask: "#92400E",
  blocked: "#B91C1C",
  unknown: "#4B5563",
};

/** The icon of a badge: weights have that of their license's verdict. */
export function iconOf(kind: string): string {
  const name = kind.replace(/^weights-/, "");
  return ICONS[name] ?? name;
}

const ICONS: Readonly<Record<string, string>> = { "use-rules": "responsible-use", "no-license": "not-a-license" };

/** An icon by the name of a state, a plan's outcome, a verdict or a rung; decoration beside words that say the same. */
export function mark(name: string, size: number): SVGSVGElement {
  const key = `${name} ${size}`;
  let drawn = icons.get(key);
  if (drawn === undefined) {
    drawn = draw(name, size);
    icons.set(key, drawn);
  }
  return drawn.cloneNode(true) as SVGSVGElement;
}

/** Icons that were drawn before; a copy costs a tenth of a new one. */
const icons = new Map<string, SVGSVGElement>();

function draw(name: string, size: number): SVGSVGElement {
  const path = Object.hasOwn(PATHS, name) ? PATHS[name] : undefined;
  if (path === undefined) return sharedIcon(name, size);
  return s(
    "svg",
    {
      class: "ow-icon", viewBox: "0 0 24 24", width: size, height: size, fill: "none", stroke: "currentColor",
      "stroke-width": name === "checking" ? 4 : 2.2, "stroke-linecap": "round", "stroke-linejoin": "round",
      "aria-hidden": "true", focusable: "false",
    },
    s("path", { d: path }),
  );
}
