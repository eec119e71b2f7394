// The badge: icon and label on the verdict's color, in a shadow root of its own, so that no page's styles reach it.

import { h, styleRoot } from "./dom.js";
import { icon } from "./icons.js";

export interface BadgeLook {
  /** Name of the icon: a verdict's kind or a rung of the ladder. */
  icon: string;
  /** 22 characters at most. */
  label: string;
  /** Background; white text on it has a contrast of at least 4.5:1. */
  color: string;
  /** What a screen reader says instead of the label, when more is known than it shows. */
  name?: string;
  /** For cards of a list. */
  small?: boolean;
  /** Called on click, Enter and Space; without it the badge is an image and takes no focus. */
  press?: (event: Event) => void;
}

const CSS_TEXT = `
:host { all: initial; display: inline-block; vertical-align: middle; }
.badge { display: inline-flex; align-items: center; gap: .35em; box-sizing: border-box; height: 1.75em; padding: 0 .65em 0 .5em;
  margin: 0; border: 1px solid rgb(255 255 255 / .18); border-radius: 999px; color: #fff; font: 600 12px/1 system-ui, sans-serif;
  letter-spacing: .01em; white-space: nowrap; text-align: start; unicode-bidi: isolate; forced-color-adjust: none; }
.badge.small { height: 1.6em; font-size: 11px; }
button.badge { cursor: pointer; }
button.badge:hover { filter: brightness(1.12); }
button.badge:focus-visible { outline: 2px solid #fff; outline-offset: 0; box-shadow: 0 0 0 4px #1d4ed8; }
svg { width: 1.15em; height: 1.15em; flex: none; }
`;

/** A new badge element. */
export function badgeElement(look: BadgeLook): HTMLElement {
  const host = document.createElement("openweigh-badge");
  const root = host.attachShadow({ mode: "open" });
  styleRoot(root, CSS_TEXT);
  paintBadge(host, look);
  return host;
}

/** Shows something else on a badge, without replacing the element. */
export function paintBadge(host: HTMLElement, look: BadgeLook): void {
  const root = host.shadowRoot;
  if (root === null) return;
  const shape = look.press
    ? h("button", { type: "button", "aria-label": look.name, onclick: look.press as (event: never) => void })
    : h("span", { role: "img", "aria-label": look.name ?? look.label });
  shape.className = look.small ? "badge small" : "badge";
  shape.style.backgroundColor = look.color;
  shape.append(icon(look.icon, 14), h("span", null, look.label));
  for (const old of root.querySelectorAll(".badge")) old.remove();
  root.append(shape);
}
