// A short message at the bottom of the window, read out politely, gone after a while.

import { h } from "../shared/dom.js";

let timer = 0;

export function toast(message: string, action?: { label: string; run: () => void }): void {
  const place = document.querySelector<HTMLElement>("#toast")!;
  clearTimeout(timer);
  const hide = () => place.replaceChildren();
  place.replaceChildren(h("div", { "class": "toast" }, h("span", null, message), action
    ? h("button", {
      type: "button",
      onclick: () => {
        hide();
        action.run();
      },
    }, action.label)
    : null));
  timer = window.setTimeout(hide, action ? 12_000 : 5000);
}
