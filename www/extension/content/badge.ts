// The badge: one element with a shadow root that holds a button and, while it is open, a popover.
//
// Content scripts cannot define custom elements in Chromium, and need not: any element with a dash in its name may
// carry a shadow root. The element's size is set by `content.css` and does not depend on what it shows.

import { h } from "../../shared/dom.js";
import { details } from "../render/details.ts";
import { iconOf, mark, OUTCOMES, QUIET } from "../render/marks.ts";
import { labelOf, nameOf } from "../render/words.ts";
import { t } from "../render/i18n.ts";
import type { Result } from "../result.ts";
import type { CardDetail } from "../settings.ts";
import type { Size } from "./sites/site.ts";
import { styleBadge, styleDetails } from "./styles.ts";

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

/** What is inside a badge's shadow root once it has been drawn. */
interface Parts {
  readonly root: ShadowRoot;
  readonly frame: HTMLElement;
  readonly button: HTMLButtonElement;
}

/** Events that stay in the badge: a card or a shortcut of the page must not react to them. */
const OWN = ["click", "keydown", "keyup", "keypress", "mousedown", "pointerdown"];

/** One badge. It is an empty element of the right size until it is drawn. */
export class Badge {
  readonly element: HTMLElement;
  readonly #size: Size;
  readonly #look: Look;
  readonly #actions: BadgeActions;
  #parts: Parts | null = null;
  #popover: HTMLElement | null = null;
  #result: Result;
  #theme: "dark" | "light";

  constructor(size: Size, look: Look, theme: "dark" | "light", result: Result, actions: BadgeActions) {
    this.element = document.createElement(TAG);
    this.element.dataset["size"] = size;
    if (size === "card") this.element.dataset["detail"] = look.detail;
    if (look.plan) this.element.dataset["plan"] = "";
    this.#size = size;
    this.#look = look;
    this.#theme = theme;
    this.#result = result;
    this.#actions = actions;
  }

  /** What the badge shows now. */
  get result(): Result {
    return this.#result;
  }

  /** Draws a result, in the popover too if it is open. */
  show(result: Result): void {
    this.#result = result;
    this.draw();
  }

  /** Draws what is known. */
  draw(): void {
    const result = this.#result;
    this.#parts ??= this.#build();
    const { button } = this.#parts;
    button.dataset["state"] = result.state;
    button.dataset["kind"] = "badge" in result ? result.badge.kind : result.state;
    button.setAttribute("aria-label", nameOf(result));
    const color = "badge" in result ? result.badge.color : QUIET;
    button.style.cssText = `--tone:${color};--glow:color-mix(in srgb,${color} 42%,white)`;
    const words = document.createElement("span");
    words.className = "label";
    words.textContent = labelOf(result);
    button.replaceChildren(mark("badge" in result ? iconOf(result.badge.kind) : result.state, 15), words);
    if ("plan" in result && result.plan) {
      const { outcome } = result.plan;
      const words = h("span", { class: "outcome" }, mark(`plan-${outcome}`, 11), h("span", { class: "words" }, t(`plan_${outcome}`)));
      words.style.setProperty("--outcome", OUTCOMES[outcome] ?? QUIET);
      button.append(words);
    }
    if (this.#popover) this.#fill(this.#parts, this.#popover);
  }

  /** Follows the page's theme. */
  paint(theme: "dark" | "light"): void {
    this.#theme = theme;
    this.#parts?.frame.classList.toggle("dark", theme === "dark");
  }

  #build(): Parts {
    const root = this.element.attachShadow({ mode: "open" });
    styleBadge(root);
    const button = document.createElement("button");
    button.type = "button";
    button.className = "badge";
    button.setAttribute("aria-haspopup", "dialog");
    button.setAttribute("aria-expanded", "false");
    const frame = document.createElement("div");
    const icon = this.#size === "card" && this.#look.detail === "icon" ? " icon" : "";
    frame.className = `ow frame ${this.#size}${icon}${this.#theme === "dark" ? " dark" : ""}`;
    frame.append(button);
    root.append(frame);
    const parts = { root, frame, button };
    button.addEventListener("click", () => this.#toggle(parts));
    for (const type of OWN) this.element.addEventListener(type, stop);
    return parts;
  }

  #toggle(parts: Parts): void {
    if (this.#popover) {
      this.#popover.hidePopover();
      return;
    }
    styleDetails(parts.root);
    const popover = h("div", { class: "popover", popover: "auto", role: "dialog", "aria-labelledby": "ow-title", tabindex: "-1" });
    this.#popover = popover;
    this.#fill(parts, popover);
    parts.frame.append(popover);
    popover.addEventListener("beforetoggle", (event) => {
      parts.button.setAttribute("aria-expanded", String((event as ToggleEvent).newState === "open"));
    });
    popover.addEventListener("toggle", (event) => {
      if ((event as ToggleEvent).newState === "closed") this.#closed(parts);
    });
    popover.showPopover();
    place(parts.button, popover);
    popover.focus({ preventScroll: true });
    addEventListener("scroll", this.#follow, { passive: true, capture: true });
    addEventListener("resize", this.#follow, { passive: true });
  }

  #fill(parts: Parts, popover: HTMLElement): void {
    const active = parts.root.activeElement;
    const focused = active !== null && popover.contains(active);
    const { again, report } = this.#actions;
    popover.replaceChildren(details(this.#result, { close: () => popover.hidePopover(), again, report }));
    if (focused) popover.focus({ preventScroll: true });
    if (popover.isConnected) place(parts.button, popover);
  }

  #closed({ root, button }: Parts): void {
    removeEventListener("scroll", this.#follow, { capture: true });
    removeEventListener("resize", this.#follow);
    const focused = root.activeElement !== null && root.activeElement !== button;
    this.#popover?.remove();
    this.#popover = null;
    if (focused) button.focus({ preventScroll: true });
  }

  readonly #follow = (): void => {
    if (this.#popover && this.#parts) place(this.#parts.button, this.#popover);
  };
}

/** Puts a popover below its badge, or above where there is more room; never outside the window. */
function place(button: HTMLElement, popover: HTMLElement): void {
  const anchor = button.getBoundingClientRect();
  const { width, height } = popover.getBoundingClientRect();
  const room = { width: document.documentElement.clientWidth, height: innerHeight };
  const below = anchor.bottom + 8;
  const above = anchor.top - 8 - height;
  const top = below + height <= room.height - 12 || above < 12 ? below : above;
  const left = Math.min(anchor.left, room.width - 12 - width);
  popover.style.left = `${Math.max(12, left)}px`;
  popover.style.top = `${Math.max(12, Math.min(top, room.height - 12 - height))}px`;
}

function stop(event: Event): void {
  event.stopPropagation();
}
