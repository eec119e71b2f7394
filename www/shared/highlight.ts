// Marks places of a text without touching its DOM: the CSS Custom Highlight API where the browser has it, otherwise
// rectangles painted behind the text. Either way a megabyte of text gets no element per finding.

import { h } from "./dom.js";

/** A place in the DOM for places of the text. */
export interface TextMap {
  /** The element that holds the text; rectangles are painted relative to it. */
  readonly root: HTMLElement;
  /** The range of a span, or null where that part of the text is not shown. */
  range(start: number, end: number): Range | null;
}

/** A place to mark, with the name of the style that marks it. */
export interface Mark { start: number; end: number; style: string }

export interface Painter {
  /** Replaces all marks. Styles later in `order` are drawn over earlier ones. */
  paint(map: TextMap, marks: readonly Mark[], order: readonly string[]): void;
  clear(): void;
}

/**
 * The best painter that this browser has. `prefix` keeps the styles of two texts on one page apart; of two painters on
 * one text, the one with the higher `level` is drawn on top.
 */
export function painter(prefix: string, level = 0): Painter {
  return "highlights" in CSS && typeof Highlight === "function" ? new HighlightPainter(prefix, level) : new BoxPainter(prefix);
}

class HighlightPainter implements Painter {
  readonly #prefix: string;
  readonly #level: number;
  #names = new Set<string>();

  constructor(prefix: string, level: number) {
    this.#prefix = prefix;
    this.#level = level;
  }

  paint(map: TextMap, marks: readonly Mark[], order: readonly string[]): void {
    const ranges = new Map<string, AbstractRange[]>();
    for (const mark of marks) {
      const range = map.range(mark.start, mark.end);
      if (range === null || range.collapsed) continue;
      const list = ranges.get(mark.style);
      if (list) list.push(range);
      else ranges.set(mark.style, [range]);
    }
    this.clear();
    order.forEach((style, priority) => {
      const list = ranges.get(style);
      if (!list) return;
      const name = `${this.#prefix}-${style}`;
      const highlight = new Highlight(...list);
      highlight.priority = this.#level * 100 + priority;
      CSS.highlights.set(name, highlight);
      this.#names.add(name);
    });
  }

  clear(): void {
    for (const name of this.#names) CSS.highlights.delete(name);
    this.#names.clear();
  }
}

/** Most boxes painted at once; a text with more findings than this shows the first ones. */
const MOST_BOXES = 4000;

class BoxPainter implements Painter {
  readonly #prefix: string;
  readonly #layer = h("div", { "class": "ow-boxes", "aria-hidden": "true" });
  #again: (() => void) | null = null;
  #observer: ResizeObserver | null = null;

  constructor(prefix: string) {
    this.#prefix = prefix;
  }

  paint(map: TextMap, marks: readonly Mark[], order: readonly string[]): void {
    const parent = map.root.parentElement;
    if (parent === null) return;
    if (this.#layer.parentElement !== parent) {
      parent.prepend(this.#layer);
      this.#observer?.disconnect();
      this.#observer = new ResizeObserver(() => this.#again?.());
      this.#observer.observe(map.root);
    }
    this.#again = () => this.#draw(map, marks, order);
    this.#again();
  }

  clear(): void {
    this.#again = null;
    this.#layer.replaceChildren();
  }

  #draw(map: TextMap, marks: readonly Mark[], order: readonly string[]): void {
    const origin = this.#layer.getBoundingClientRect();
    const boxes: HTMLElement[] = [];
    const sorted = [...marks].sort((a, b) => order.indexOf(a.style) - order.indexOf(b.style));
    for (const mark of sorted) {
      const range = map.range(mark.start, mark.end);
      if (range === null) continue;
      for (const rect of range.getClientRects()) {
        if (boxes.length >= MOST_BOXES) break;
        const box = h("span", { "class": `ow-box ${this.#prefix}-${mark.style}` });
        box.style.left = `${rect.left - origin.left}px`;
        box.style.top = `${rect.top - origin.top}px`;
        box.style.width = `${rect.width}px`;
        box.style.height = `${rect.height}px`;
        boxes.push(box);
      }
    }
    this.#layer.replaceChildren(...boxes);
  }
}
