// The text field: a plain-text editable element whose words can be marked. It keeps the text itself (so that a text
// goes through unchanged, byte for byte), its own undo, and the map from places of the text to places of the DOM.

import type { TextMap } from "../shared/highlight.js";
import { blockElement, blockText, cut, isJoined, leafLength, leaves, wholeText } from "./blocks.js";

/** Longer texts are shown up to here and cannot be edited; they are read in full all the same. */
const MOST_SHOWN = 2_000_000;
/** Longest history of undo, in code units over all its texts. */
const MOST_UNDO = 8_000_000;
/** Changes closer together than this many milliseconds are undone together. */
const PAUSE = 700;

interface Step { text: string; caret: number }

export class Editor implements TextMap {
  readonly root: HTMLElement;
  /** Called after every change by the reader or by `setText`. */
  changed: ((text: string) => void) | null = null;
  #text = "";
  #starts: number[] | null = null;
  #undo: Step[] = [];
  #redo: Step[] = [];
  #last = 0;

  constructor(root: HTMLElement) {
    this.root = root;
    root.addEventListener("input", () => this.#input());
    root.addEventListener("beforeinput", (event) => this.#before(event));
    root.addEventListener("keydown", (event) => this.#key(event));
    root.addEventListener("paste", (event) => {
      event.preventDefault();
      this.insert(event.clipboardData?.getData("text/plain") ?? "");
    });
    for (const name of ["copy", "cut"] as const) root.addEventListener(name, (event) => this.#copy(event, name));
    this.#editable();
  }

  get text(): string {
    return this.#text;
  }

  /** Whether the whole text is shown. */
  get complete(): boolean {
    return this.#text.length <= MOST_SHOWN;
  }

  /** Replaces the whole text; the old one comes back with undo. */
  setText(text: string): void {
    this.#remember(true);
    this.#show(text);
    this.changed?.(text);
  }

  /** Puts a text in place of the selection. */
  insert(text: string): void {
    const { start, end } = this.selection() ?? { start: this.#text.length, end: this.#text.length };
    this.#remember(true);
    this.#show(this.#text.slice(0, start) + text + this.#text.slice(end));
    this.setCaret(start + text.length);
    this.changed?.(this.#text);
  }

  /** The selection inside the field, in code units of the text; null when it is elsewhere. */
  selection(): { start: number; end: number } | null {
    const selection = getSelection();
    if (!selection || selection.rangeCount === 0) return null;
    const range = selection.getRangeAt(0);
    if (!this.root.contains(range.startContainer) || !this.root.contains(range.endContainer)) return null;
    return {
      start: this.placeAt(range.startContainer, range.startOffset),
      end: this.placeAt(range.endContainer, range.endOffset),
    };
  }

  setCaret(place: number): void {
    const spot = this.#spot(place);
    if (spot) getSelection()?.collapse(spot.node, spot.offset);
  }

  range(start: number, end: number): Range | null {
    const from = this.#spot(start);
    const to = this.#spot(end);
    if (!from || !to || start >= MOST_SHOWN) return null;
    const range = document.createRange();
    range.setStart(from.node, from.offset);
    range.setEnd(to.node, to.offset);
    return range;
  }

  /** The place of the text at a place of the DOM. */
  placeAt(node: Node, offset: number): number {
    if (node === this.root) {
      const block = this.root.childNodes[offset];
      return block ? this.#blockStart(block) : this.#text.length;
    }
    let block = node;
    while (block.parentNode && block.parentNode !== this.root) block = block.parentNode;
    let place = this.#blockStart(block);
    const wanted = node.nodeType === Node.TEXT_NODE ? node : node.childNodes[offset] ?? null;
    if (wanted === null) return Math.min(place + blockText(block).length, this.#text.length);
    for (const leaf of leaves(block)) {
      if (leaf === wanted || wanted.contains(leaf)) {
        return Math.min(place + (leaf === node ? offset : 0), this.#text.length);
      }
      place += leafLength(leaf);
    }
    return Math.min(place, this.#text.length);
  }

  /** The place of the text under a point of the window; null outside the text. */
  placeAtPoint(x: number, y: number): number | null {
    const spot = caretAt(x, y);
    return spot && spot.node !== this.root && this.root.contains(spot.node) ? this.placeAt(spot.node, spot.offset) : null;
  }

  /** Scrolls a span into the middle of the field. */
  reveal(start: number, end: number, scroller: HTMLElement, smooth: boolean): void {
    const range = this.range(start, end);
    if (!range) return;
    // The block first: the browser may not have laid it out, and then a range has no place yet.
    const block = range.startContainer.parentElement;
    const go = (behavior: ScrollBehavior) => {
      const rect = range.getBoundingClientRect();
      const frame = scroller.getBoundingClientRect();
      const top = scroller.scrollTop + rect.top - frame.top - Math.max(24, (frame.height - Math.min(rect.height, frame.height)) / 2.5);
      scroller.scrollTo({ top, behavior });
    };
    const seen = block?.checkVisibility?.({ contentVisibilityAuto: true }) ?? true;
    if (seen) {
      go(smooth ? "smooth" : "auto");
    } else {
      block?.scrollIntoView({ block: "center" });
      requestAnimationFrame(() => go("auto"));
    }
  }

  #show(text: string): void {
    this.#text = text;
    const shown = text.length > MOST_SHOWN ? text.slice(0, MOST_SHOWN) : text;
    this.#starts = null;
    this.root.replaceChildren(...(text === "" ? [] : cut(shown).map(blockElement)));
    this.root.classList.toggle("long", shown.length > 30_000);
    this.#editable();
  }

  #editable(): void {
    const value = this.complete ? "plaintext-only" : "false";
    try {
      this.root.contentEditable = value;
    } catch {
      // An older browser: rich editing is refused by `#before`.
      this.root.contentEditable = "true";
    }
    this.root.setAttribute("aria-readonly", this.complete ? "false" : "true");
    if (!this.complete) this.root.tabIndex = 0;
  }

  #input(): void {
    const loose = [...this.root.childNodes].some((node) => node.nodeName !== "DIV");
    const caret = this.selection()?.end ?? null;
    this.#starts = null;
    const text = wholeText(this.root);
    this.#text = text;
    if (text === "") {
      // Nothing left: no block either, so that the placeholder shows.
      this.root.replaceChildren();
    } else if (loose) {
      const place = caret === null ? text.length : Math.min(this.selection()?.end ?? text.length, text.length);
      this.#show(text);
      this.setCaret(place);
    }
    this.changed?.(text);
  }

  #before(event: InputEvent): void {
    if (event.inputType === "historyUndo" || event.inputType === "historyRedo") {
      event.preventDefault();
      this.#travel(event.inputType === "historyUndo");
    } else if (event.inputType.startsWith("format")) {
      event.preventDefault();
    } else if (event.inputType === "insertFromDrop") {
      event.preventDefault();
      this.insert(event.dataTransfer?.getData("text/plain") ?? event.data ?? "");
    } else {
      this.#remember(false);
    }
  }

  #key(event: KeyboardEvent): void {
    const command = event.ctrlKey || event.metaKey;
    const key = event.key.toLowerCase();
    if (!command || event.altKey || (key !== "z" && key !== "y")) return;
    event.preventDefault();
    this.#travel(key === "z" && !event.shiftKey);
  }

  // The browser would copy the blocks of the DOM, with their doubled line breaks.
  #copy(event: ClipboardEvent, name: "copy" | "cut"): void {
    const place = this.selection();
    if (!place || place.start === place.end) return;
    event.preventDefault();
    event.clipboardData?.setData("text/plain", this.#text.slice(place.start, place.end));
    if (name === "cut" && this.complete) this.insert("");
  }

  #remember(apart: boolean): void {
    const now = performance.now();
    if (!apart && now - this.#last < PAUSE && this.#undo.length > 0) {
      this.#last = now;
      return;
    }
    this.#last = apart ? 0 : now;
    if (this.#undo.at(-1)?.text === this.#text) return;
    this.#undo.push({ text: this.#text, caret: this.selection()?.end ?? this.#text.length });
    this.#redo = [];
    let size = this.#undo.reduce((sum, step) => sum + step.text.length, 0);
    while (size > MOST_UNDO && this.#undo.length > 1) size -= this.#undo.shift()?.text.length ?? 0;
  }

  #travel(back: boolean): void {
    const [from, to] = back ? [this.#undo, this.#redo] : [this.#redo, this.#undo];
    let step = from.pop();
    if (step?.text === this.#text) step = from.pop() ?? step;
    if (!step) return;
    to.push({ text: this.#text, caret: this.selection()?.end ?? this.#text.length });
    this.#last = 0;
    this.#show(step.text);
    this.setCaret(step.caret);
    this.changed?.(step.text);
  }

  #blockStart(block: Node): number {
    const blocks = this.root.childNodes;
    const starts = this.#blockStarts();
    for (let index = 0; index < blocks.length; index += 1) {
      if (blocks[index] === block) return starts[index] ?? 0;
    }
    return this.#text.length;
  }

  #blockStarts(): number[] {
    if (this.#starts) return this.#starts;
    const starts: number[] = [];
    let place = 0;
    this.root.childNodes.forEach((block, index) => {
      if (index > 0 && !isJoined(block)) place += 1;
      starts.push(place);
      place += blockText(block).length;
    });
    this.#starts = starts;
    return starts;
  }

  #spot(place: number): { node: Node; offset: number } | null {
    const starts = this.#blockStarts();
    if (starts.length === 0) return { node: this.root, offset: 0 };
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= place) low = middle;
      else high = middle - 1;
    }
    const block = this.root.childNodes[low];
    if (!block) return null;
    let rest = place - (starts[low] ?? 0);
    let last: Node | null = null;
    for (const leaf of leaves(block)) {
      const length = leafLength(leaf);
      if (leaf.nodeType === Node.TEXT_NODE && rest <= length) return { node: leaf, offset: rest };
      rest -= length;
      last = leaf;
    }
    if (last === null) return { node: block, offset: 0 };
    return last.nodeType === Node.TEXT_NODE
      ? { node: last, offset: (last as Text).length }
      : { node: block, offset: block.childNodes.length };
  }
}

interface CaretDocument {
  caretPositionFromPoint?(x: number, y: number): { offsetNode: Node; offset: number } | null;
  caretRangeFromPoint?(x: number, y: number): Range | null;
}

function caretAt(x: number, y: number): { node: Node; offset: number } | null {
  const page = document as CaretDocument;
  const position = page.caretPositionFromPoint?.(x, y);
  if (position) return { node: position.offsetNode, offset: position.offset };
  const range = page.caretRangeFromPoint?.(x, y);
  return range ? { node: range.startContainer, offset: range.startOffset } : null;
}
