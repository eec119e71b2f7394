// A comparison for people.

import { painter, safe, wrap } from "./text.js";

/** The comparison of two texts as lines. */
export function compared(difference, { names, colors, width }) {
  const paint = painter(colors);
  const out = [`${paint("bold", safe(names[0]))} against ${paint("bold", safe(names[1]))}`, ""];
  out.push(...wrap(JSON.stringify(difference), Math.min(width, 100)));
  return `${out.join("\n")}\n`;
}
