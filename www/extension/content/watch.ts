// Keeps badges where they belong while the page changes under them.
//
// Hubs replace whole lists when a person filters or pages, and rebuild headings when scripts take over the server's
// HTML. So every change of the page leads to a new look at it: at once after a quiet time, otherwise at most every
// 120 ms (throttled, not debounced: a page that never rests still gets its badges). A place that has its badge costs
// one map look-up.

import type { Result } from "../result.ts";
import { keyOf, type Subject } from "../subject.ts";
import { Badge, TAG, type Look } from "./badge.ts";
import type { Place, Site } from "./sites/site.ts";
import { onThemeChange, pageTheme } from "./theme.ts";

const PERIOD = 120;

/**
 * Milliseconds for which results are gathered before they are drawn: the cards of a list come in many small steps, and
 * a page should be laid out and painted for a few of them, not for each. The badge of a page's title comes at once.
 */
const GATHER = 200;
const SOON = 30;

/** Milliseconds after which a badge without an answer says "checking"; until then it is an empty room. */
const PATIENCE = 1000;

/** What the watcher needs from the outside. */
export interface Keeper {
  /** What is known of a subject now. */
  readonly known: (subject: Subject) => Result;
  /** A badge came into view: find out, if it is not known yet. */
  readonly seen: (subject: Subject, size: Place["size"]) => void;
  readonly again: (subject: Subject, size: Place["size"]) => void;
  readonly report: (subject: Subject) => void;
}

interface Entry {
  readonly badge: Badge;
  readonly key: string;
  readonly place: Place;
}

/** The badges of a page. */
export class Watcher {
  readonly #site: Site;
  readonly #keeper: Keeper;
  readonly #look: Look;
  readonly #entries = new Map<Element, Entry>();
  readonly #visible: IntersectionObserver;
  readonly #changes: MutationObserver;
  #theme: "dark" | "light" = "light";
  readonly #undrawn = new Map<Badge, Result>();
  #drawing: { at: number; timer: ReturnType<typeof setTimeout> } | null = null;
  #last = 0;
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(site: Site, look: Look, keeper: Keeper) {
    this.#site = site;
    this.#look = look;
    this.#keeper = keeper;
    this.#visible = new IntersectionObserver((entries) => this.#intersect(entries), { rootMargin: "80px" });
    this.#changes = new MutationObserver((records) => {
      if (records.some(isForeign)) this.#soon();
    });
  }

  /** Looks at the page and keeps looking. */
  start(): void {
    this.#theme = pageTheme(this.#site);
    this.#scan();
    this.#changes.observe(document.documentElement, { childList: true, subtree: true, attributes: true, attributeFilter: ["href"] });
    onThemeChange(this.#site, (theme) => {
      this.#theme = theme;
      for (const { badge } of this.#entries.values()) badge.paint(theme);
    });
  }

  /** Takes all badges away. */
  stop(): void {
    this.#changes.disconnect();
    this.#visible.disconnect();
    if (this.#timer !== null) clearTimeout(this.#timer);
    if (this.#drawing !== null) clearTimeout(this.#drawing.timer);
    for (const { badge } of this.#entries.values()) badge.element.remove();
    this.#entries.clear();
  }

  /** Shows a result on every badge of its subject. */
  show(result: Result): void {
    const key = keyOf(result.subject);
    for (const entry of this.#entries.values()) {
      if (entry.key === key) this.#draw(entry.badge, result, entry.place.size === "page" ? SOON : GATHER);
    }
  }

  /** The subjects on the page, titles first. */
  subjects(): Subject[] {
    const entries = [...this.#entries.values()];
    return [...entries.filter(({ place }) => place.size === "page"), ...entries.filter(({ place }) => place.size !== "page")].map(
      ({ place }) => place.subject,
    );
  }

  #soon(): void {
    if (this.#timer !== null) return;
    const wait = Math.max(0, this.#last + PERIOD - performance.now());
    this.#timer = setTimeout(() => {
      this.#timer = null;
      this.#scan();
    }, wait);
  }

  #scan(): void {
    const seen = new Set<Element>();
    for (const place of this.#site.places(document, new URL(location.href))) {
      if (place.size === "card" && this.#look.detail === "off") continue;
      seen.add(place.anchor);
      this.#keep(place);
    }
    for (const [anchor, { badge }] of this.#entries) {
      if (!seen.has(anchor)) this.#drop(anchor, badge);
    }
    this.#last = performance.now();
  }

  #keep(place: Place): void {
    const key = keyOf(place.subject);
    const old = this.#entries.get(place.anchor);
    if (old?.key === key) {
      if (!old.badge.element.isConnected) place.insert(old.badge.element);
      return;
    }
    if (old) this.#drop(place.anchor, old.badge);
    const { subject, size } = place;
    const result = this.#keeper.known(subject);
    const badge = new Badge(size, this.#look, this.#theme, result, {
      again: () => this.#keeper.again(subject, size),
      report: () => this.#keeper.report(subject),
    });
    if (result.state !== "checking") badge.draw();
    this.#entries.set(place.anchor, { badge, key, place });
    place.insert(badge.element);
    this.#visible.observe(badge.element);
  }

  #drop(anchor: Element, badge: Badge): void {
    this.#visible.unobserve(badge.element);
    badge.element.remove();
    this.#undrawn.delete(badge);
    this.#entries.delete(anchor);
  }

  #intersect(changes: readonly IntersectionObserverEntry[]): void {
    const seen = new Set(changes.filter((change) => change.isIntersecting).map((change) => change.target));
    for (const { badge, place } of this.#entries.values()) {
      if (!seen.has(badge.element)) continue;
      // "Checking" is drawn only when the answer does not come before it.
      if (badge.result.state === "checking") this.#draw(badge, badge.result, place.size === "page" ? GATHER : PATIENCE);
      this.#keeper.seen(place.subject, place.size);
    }
  }

  /** Draws a result on a badge within so many milliseconds, together with all others that wait. */
  #draw(badge: Badge, result: Result, within: number): void {
    this.#undrawn.set(badge, result);
    const at = performance.now() + within;
    if (this.#drawing !== null && this.#drawing.at <= at) return;
    if (this.#drawing !== null) clearTimeout(this.#drawing.timer);
    const timer = setTimeout(() => {
      this.#drawing = null;
      for (const [badge, result] of this.#undrawn) badge.show(result);
      this.#undrawn.clear();
    }, within);
    this.#drawing = { at, timer };
  }
}

/** Whether a change is the page's, not ours. */
function isForeign({ type, addedNodes, removedNodes }: MutationRecord): boolean {
  if (type === "attributes") return true;
  for (const list of [addedNodes, removedNodes])
    for (const node of list) if (node.nodeType === Node.ELEMENT_NODE && node.nodeName.toLowerCase() !== TAG) return true;
  return [...removedNodes].some((node) => node.nodeName.toLowerCase() === TAG);
}
