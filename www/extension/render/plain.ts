// Foreign text made safe to read. It only ever becomes text nodes; this is about what a reader is made to see.

/** Characters that reorder what stands around them; a hostile name could turn a sentence about itself. */
const REORDERING = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/g;

/** Characters that are not seen: C0 and C1 controls but for white space, and the object replacement characters. */
const UNSEEN = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\uFFF9-\uFFFC]/g;

/** The text without reordering and unseen characters, and no longer than `most` characters. */
export function plain(text: string, most = 600): string {
  const clean = text.slice(0, most * 2).replace(REORDERING, "").replace(UNSEEN, "");
  return clean.length > most ? `${clean.slice(0, most).trimEnd()}…` : clean;
}
