// Text on a terminal: safe, wrapped, colored.

/** Text without anything that steers a terminal or turns the direction of writing. */
export function safe(text) {
  // eslint-disable-next-line no-control-regex -- these characters are what is looked for
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]+/g, " ");
}

/** Columns that a text takes: ideographs and emoji take two, combining marks none. */
export function columns(text) {
  if (/^[ -~]*$/.test(text)) return text.length;
  let count = 0;
  for (const letter of text) {
    const point = letter.codePointAt(0);
    if (point < 0x300) count += 1;
    else if (/^\p{M}$/u.test(letter)) continue;
    else count += isWide(point) ? 2 : 1;
  }
  return count;
}

function isWide(point) {
  return (
    (point >= 0x1100 && point <= 0x115f) ||
    (point >= 0x2e80 && point <= 0xa4cf) ||
    (point >= 0xac00 && point <= 0xd7a3) ||
    (point >= 0xf900 && point <= 0xfaff) ||
    (point >= 0xfe30 && point <= 0xfe6f) ||
    (point >= 0xff00 && point <= 0xff60) ||
    (point >= 0xffe0 && point <= 0xffe6) ||
    (point >= 0x1f300 && point <= 0x1faff) ||
    (point >= 0x20000 && point <= 0x3fffd)
  );
}

/** Text padded to a width in columns. */
export function pad(text, width) {
  return text + " ".repeat(Math.max(0, width - columns(text)));
}

/** Text as lines of at most `width` columns, broken at spaces, or between ideographs where there are none. */
export function wrap(text, width) {
  const lines = [];
  let line = "";
  let used = 0;
  for (const word of text.split(/ +/)) {
    const length = columns(word);
    if (used > 0 && used + 1 + length <= width) {
      line += ` ${word}`;
      used += 1 + length;
      continue;
    }
    if (used > 0) lines.push(line);
    line = "";
    used = 0;
    for (const letter of length > width ? word : [word]) {
      const more = columns(letter);
      if (used > 0 && used + more > width) {
        lines.push(line);
        line = "";
        used = 0;
      }
      line += letter;
      used += more;
    }
  }
  if (line !== "" || lines.length === 0) lines.push(line);
  return lines;
}

const CODES = { bold: "1", dim: "2", red: "31", green: "32", yellow: "33", blue: "34", magenta: "35", cyan: "36" };

/** A painter: `paint("bold", text)` colors when it may. */
export function painter(colors) {
  return (style, text) => (colors && CODES[style] ? `\u001b[${CODES[style]}m${text}\u001b[0m` : text);
}

/** Whether colors may be used: never with NO_COLOR, always with FORCE_COLOR, else on a terminal that can. */
export function mayColor(stream, env) {
  if (env.NO_COLOR) return false;
  if (env.FORCE_COLOR) return env.FORCE_COLOR !== "0";
  return stream.isTTY === true && env.TERM !== "dumb";
}

/** Gives the line of a place in a text, counted from 1, for places in any order. */
export function lineFinder(text) {
  const starts = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  const place = (offset) => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (starts[middle] <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - starts[low] + 1 };
  };
  return place;
}
