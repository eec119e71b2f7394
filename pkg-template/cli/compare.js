// A comparison for people: what it means first, then the words.

import { painter, safe, wrap } from "./text.js";

/** Words that are shown around a difference. */
const AROUND = 6;

/**
 * The comparison of two texts as lines. `names` and `texts` are those of both sides; a text may be `undefined`.
 */
export function compared(difference, { names, texts, colors, width }) {
  const paint = painter(colors);
  const room = Math.min(width, 100);
  const percent = Math.floor(difference.similarity * 1000) / 10;
  const out = [`${paint("bold", safe(names[0]))} → ${paint("bold", safe(names[1]))}: ${percent} % of the words in common`];
  for (const sentence of difference.summary) out.push(...indented(safe(sentence), 2, room));
  const { gained, lost, changed } = difference.clauses;
  const list = (sign, color, findings) => {
    for (const { id, title, quote } of findings) {
      out.push(`  ${paint(color, sign)} ${safe(title)} ${paint("dim", `(${id})`)}`);
      if (quote) out.push(...indented(`“${safe(quote)}”`, 6, room));
    }
  };
  if (gained.length + lost.length + changed.length > 0) out.push("", paint("bold", "Terms"));
  list("-", "red", lost);
  list("+", "green", gained);
  for (const { id, title, params } of changed) {
    out.push(`  ${paint("yellow", "~")} ${safe(title)} ${paint("dim", `(${id})`)}`);
    for (const { name, before, after } of params) {
      out.push(...indented(`${name}: ${safe(shown(before))} → ${safe(shown(after))}`, 6, room));
    }
  }
  const words = differences(difference.words, texts, paint);
  if (words.length > 0) out.push("", paint("bold", "Words"));
  for (const line of words) out.push(`  ${line}`);
  return `${out.join("\n")}\n`;
}

function indented(text, indent, width) {
  return wrap(text, width - indent).map((line) => " ".repeat(indent) + line);
}

function shown(value) {
  return value === null ? "not stated" : Array.isArray(value) ? value.join(", ") : String(value);
}

// The words that differ, with a few of those before them. The text of a known license is not at hand, so its words are
// not shown.
function differences(runs, [a, b], paint) {
  const lines = [];
  let before = [];
  for (const run of runs) {
    const [old, now] = [words(a, run.a), words(b, run.b)];
    if (run.kind === "same") {
      before = (b === undefined ? old : now).slice(-AROUND);
      continue;
    }
    const parts = [];
    if (before.length > 0) parts.push(paint("dim", `…${safe(before.join(" "))}`));
    if (old.length > 0) parts.push(paint("red", `[-${safe(old.join(" "))}-]`));
    if (now.length > 0) parts.push(paint("green", `{+${safe(now.join(" "))}+}`));
    if (old.length + now.length > 0) lines.push(parts.join(" "));
    before = [];
  }
  return lines;
}

function words(text, { start, end }) {
  return (text?.slice(start, end) ?? "").split(/\s+/).filter((word) => word !== "");
}
