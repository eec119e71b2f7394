// What a site's file has to say: where on a page a badge belongs, and about what.

import type { SiteId, Subject } from "../../subject.ts";

/** How much room a badge has: beside a page's title, at the end of a line of text, or on a card. */
export type Size = "page" | "line" | "card";

/** One place for a badge. */
export interface Place {
  /** The link (or heading) that names the subject; a badge belongs to exactly one. */
  readonly anchor: Element;
  readonly subject: Subject;
  readonly size: Size;
  /** Puts the badge where it belongs. Called again when the site has thrown the badge away. */
  readonly insert: (badge: HTMLElement) => void;
}

/** A site. */
export interface Site {
  readonly id: SiteId;
  readonly hosts: readonly string[];
  /** Light or dark, where the site says so in a way that costs nothing to read; otherwise the page's colors tell. */
  theme?(page: Document): "dark" | "light";
  /** All places of the page as it is now. Runs after every change of the page, so it must be quick. */
  places(page: Document, address: URL): Iterable<Place>;
}

/** The path of a link on its own site, without a trailing slash; null when it leads elsewhere. */
export function pathOf(link: Element, address: URL): string | null {
  const href = link.getAttribute("href");
  if (!href || href.startsWith("#") || !URL.canParse(href, address.href)) return null;
  const target = new URL(href, address.href);
  return target.origin === address.origin ? target.pathname.replace(/\/+$/, "") : null;
}

/** Text of an element as a person reads it. */
export function textOf(element: Element): string {
  return (element.textContent ?? "").trim();
}
