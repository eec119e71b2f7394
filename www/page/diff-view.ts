// A word difference as text: what is the same stays plain, what went is struck out, what came is underlined; each says
// so to screen readers. Long stretches without a change are folded.

import { h } from "../shared/dom.js";
import { number, t } from "../shared/messages.js";

/** A piece of a difference. */
export interface Piece { kind: "same" | "inserted" | "deleted"; text: string }

/** Letters kept visible on each side of a fold. */
const CONTEXT = 220;
/** Pieces drawn; a difference with more is cut and says so. */
const MOST = 6000;

export function diffView(pieces: readonly Piece[], label: string): HTMLElement {
  const root = h("div", { "class": "diff", role: "region", tabindex: 0, dir: "auto", "aria-label": label });
  const shown = pieces.slice(0, MOST);
  shown.forEach((piece, at) => {
    const first = at === 0;
    const last = at === pieces.length - 1;
    if (piece.kind === "same") root.append(...same(piece.text, first, last));
    else root.append(mark(piece));
  });
  if (shown.length < pieces.length) root.append(h("p", { "class": "ow-quiet" }, t("diff.cut")));
  return root;
}

function mark(piece: Piece): HTMLElement {
  const inserted = piece.kind === "inserted";
  return h(inserted ? "ins" : "del", null,
    h("span", { "class": "sr" }, t(inserted ? "diff.inserted.start" : "diff.deleted.start")),
    piece.text,
    h("span", { "class": "sr" }, t("diff.end")));
}

function same(text: string, first: boolean, last: boolean): (Node | string)[] {
  if (text.length < CONTEXT * 3) return [text];
  // Cut between words.
  const head = first ? "" : text.slice(0, text.indexOf(" ", CONTEXT) + 1);
  const tail = last ? "" : text.slice(text.lastIndexOf(" ", text.length - CONTEXT));
  if (head.length + tail.length + CONTEXT > text.length) return [text];
  const middle = text.slice(head.length, text.length - tail.length);
  const words = middle.split(/\s+/).filter(Boolean).length;
  const button = h("button", { "type": "button", "class": "fold" }, t("diff.fold", { count: number(words) }));
  button.addEventListener("click", () => button.replaceWith(middle));
  return [head, button, tail];
}
