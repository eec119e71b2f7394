// The badge: one element with a shadow root that holds a button and, while it is open, a popover.
//
// Content scripts cannot define custom elements in Chromium, and need not: any element with a dash in its name may
// carry a shadow root. The element's size is set by `content.css` and does not depend on what it shows.

import { h } from "../../shared/dom.js";
import { details } from "../render/details.ts";
import { DETAILS_CSS } from "../render/details.css.ts";
import { iconOf, mark, OUTCOMES, QUIET } from "../render/marks.ts";
import { labelOf, nameOf } from "../render/words.ts";
import { t } from "../render/i18n.ts";
import type { Result } from "../result.ts";
import type { CardDetail } from "../settings.ts";
import type { Size } from "./sites/site.ts";
import { style } from "./styles.ts";

export const TAG = "openweigh-badge";

/** What a badge asks of its page. */
export interface BadgeActions {
  readonly again: () => void;
  readonly report: () => void;
}

/** How badges look on this page. */
export interface Look {
  /** How much a badge on a card says. */
  readonly detail: CardDetail;
  /** Whether badges also say what a plan may do. */
  readonly plan: boolean;
}

/** One badge. */
export class Badge {
  readonly element: HTMLElement;
  readonly #root: ShadowRoot;
  readonly #frame: HTMLElement;
  readonly #button: HTMLButtonElement;
  readonly #actions: BadgeActions;
  #popover: HTMLElement | null = null;
  #result: Result;

  constructor(size: Size, look: Look, result: Result, actions: BadgeActions) {
    const { detail, plan } = look;
    this.element = document.createElement(TAG);
    this.element.dataset["size"] = size;
    if (size === "card") this.element.dataset["detail"] = detail;
    if (plan) this.element.dataset["plan"] = "";
    this.#actions = actions;
    this.#result = result;
    this.#root = this.element.attachShadow({ mode: "open" });
    style(this.#root, DETAILS_CSS);
    this.#button = h("button", { type: "button", class: "badge", "aria-haspopup": "dialog", "aria-expanded": "false" });
    this.#frame = h("div", { class: `ow frame ${size}${size === "card" && detail === "icon" ? " icon" : ""}` }, this.#button);
    this.#root.append(this.#frame);
    this.#button.addEventListener("click", () => this.#toggle());
    // A card or a shortcut of the page must not react to what happens in the badge.
    for (const type of ["click", "keydown", "keyup", "keypress", "mousedown", "pointerdown"])
      this.element.addEventListener(type, (event) => event.stopPropagation());
    this.show(result);
  }

  /** What the badge shows now. */
  get result(): Result {
    return this.#result;
  }

  /** Shows another result, in the popover too if it is open. */
  show(result: Result): void {
    this.#result = result;
    const label = labelOf(result);
    const button = this.#button;
    button.dataset["state"] = result.state;
    button.dataset["kind"] = "badge" in result ? result.badge.kind : result.state;
    button.setAttribute("aria-label", nameOf(result));
    const color = "badge" in result ? result.badge.color : QUIET;
    button.style.setProperty("--tone", color);
    button.style.setProperty("--glow", `color-mix(in srgb, ${color} 42%, white)`);
    button.replaceChildren(mark("badge" in result ? iconOf(result.badge.kind) : result.state, 15), h("span", { class: "label" }, label));
    if ("plan" in result && result.plan) {
      const { outcome } = result.plan;
      const words = h("span", { class: "outcome" }, mark(`plan-${outcome}`, 11), h("span", { class: "words" }, t(`plan_${outcome}`)));
      words.style.setProperty("--outcome", OUTCOMES[outcome] ?? QUIET);
      button.append(words);
    }
    if (this.#popover) this.#fill(this.#popover);
  }

  /** Follows the page's theme. */
  paint(theme: "dark" | "light"): void {
    this.#frame.classList.toggle("dark", theme === "dark");
  }

  #toggle(): void {
    if (this.#popover) {
      this.#popover.hidePopover();
      return;
    }
    const popover = h("div", { class: "popover", popover: "auto", role: "dialog", "aria-labelledby": "ow-title", tabindex: "-1" });
    this.#popover = popover;
    this.#fill(popover);
    this.#frame.append(popover);
    popover.addEventListener("beforetoggle", (event) => {
      this.#button.setAttribute("aria-expanded", String((event as ToggleEvent).newState === "open"));
    });
    popover.addEventListener("toggle", (event) => {
      if ((event as ToggleEvent).newState === "closed") this.#closed();
    });
    popover.showPopover();
    this.#place(popover);
    popover.focus({ preventScroll: true });
    addEventListener("scroll", this.#follow, { passive: true, capture: true });
    addEventListener("resize", this.#follow, { passive: true });
  }

  #fill(popover: HTMLElement): void {
    const focused = this.#root.activeElement !== null && popover.contains(this.#root.activeElement);
    const { again, report } = this.#actions;
    popover.replaceChildren(details(this.#result, { close: () => popover.hidePopover(), again, report }));
    if (focused) popover.focus({ preventScroll: true });
    if (popover.isConnected) this.#place(popover);
  }

  #closed(): void {
    removeEventListener("scroll", this.#follow, { capture: true });
    removeEventListener("resize", this.#follow);
    const focused = this.#root.activeElement !== null && this.#root.activeElement !== this.#button;
    this.#popover?.remove();
    this.#popover = null;
    if (focused) this.#button.focus({ preventScroll: true });
  }

  readonly #follow = (): void => {
    if (this.#popover) this.#place(this.#popover);
  };

  /** Below the badge, or above where there is more room; never outside the window. */
  #place(popover: HTMLElement): void {
    const anchor = this.#button.getBoundingClientRect();
    const { width, height } = popover.getBoundingClientRect();
    const room = { width: document.documentElement.clientWidth, height: innerHeight };
    const below = anchor.bottom + 8;
    const above = anchor.top - 8 - height;
    const top = below + height <= room.height - 12 || above < 12 ? below : above;
    const left = Math.min(anchor.left, room.width - 12 - width);
    popover.style.left = `${Math.max(12, left)}px`;
    popover.style.top = `${Math.max(12, Math.min(top, room.height - 12 - Math.min(height, room.height - 24)))}px`;
  }
}
