// The sections of a text, by its headings: lines that are numbered, marked or in capitals. Only for the map; the engine
// reads sentences, not headings.

import type { Span } from "../shared/types.js";

/** A section with its heading. */
export interface Section extends Span { title: string }

/** Most sections; a text with more has no headings but lists. */
const MOST = 60;
const HEADING = /^[ \t]*(?:#{1,6} +\S.*|(?:Section|Article|Part|Exhibit|Annex|Appendix|Attachment)\b.{0,80}|第.{1,4}[条章节].{0,40}|(?:\d{1,2}|[IVX]{1,5}|[A-Z])[.)](?!\d)[ \t]+\S.{0,90}|[A-Z][A-Z0-9 ,'’&/()-]{5,80})[ \t]*$/;

/** The sections of a text in order; the first begins at its start. */
export function sectionsOf(text: string): Section[] {
  const found: Section[] = [];
  let at = 0;
  for (const line of text.split("\n")) {
    const short = line.length < 130;
    // A numbered paragraph begins with its heading: "2. Additional terms. If the ...".
    const lead = short ? null : /^[ \t]*\d{1,2}[.)][ \t]+([A-Z][^.:]{2,60})[.:]/.exec(line);
    if (lead !== null || (short && HEADING.test(line))) {
      const title = (lead?.[0] ?? line).replace(/^[\s#*]+|[\s*:.]+$/g, "");
      const last = found.at(-1);
      if (last && /[\p{L}]/u.test(text.slice(last.start + last.title.length, at)) === false) last.title = title;
      else found.push({ start: at, end: text.length, title });
    }
    at += line.length + 1;
  }
  if (found.length === 0 || found.length > MOST) return [];
  if ((found[0]?.start ?? 0) > 0) found.unshift({ start: 0, end: 0, title: "" });
  found.forEach((section, index) => {
    section.end = found[index + 1]?.start ?? text.length;
  });
  return found;
}
