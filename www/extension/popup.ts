// The popup: what is known of the page in front, and a box for a text from anywhere.

import { h, put } from "../shared/dom.js";
import { t as shared } from "../shared/messages.js";
import { openReport } from "./background/report.ts";
import { send, type PageReply, type PageRequest } from "./messages.ts";
import { DETAILS_CSS } from "./render/details.css.ts";
import { details } from "./render/details.ts";
import { localize, t } from "./render/i18n.ts";
import { iconOf, mark } from "./render/marks.ts";
import { plain } from "./render/plain.ts";
import { stylePage } from "./render/page.ts";
import { labelOf, stateLine } from "./render/words.ts";
import type { Result } from "./result.ts";
import { keyOf } from "./subject.ts";

/** Entries of a list page that the popup names. */
const MOST_LISTED = 30;

const here = document.querySelector("#here") as HTMLElement;

localize(document);
stylePage(DETAILS_CSS);
document.querySelector("#options")?.addEventListener("click", () => {
  void chrome.runtime.openOptionsPage().then(() => close());
});
document.querySelector("#paste")?.addEventListener("submit", (event) => {
  event.preventDefault();
  const { value } = document.querySelector("#text") as HTMLTextAreaElement;
  if (value.trim()) void openReport({ text: value }).then(() => close());
});
void show(await onPage());

/** What the page in front shows, or nothing where no content script runs. */
async function onPage(): Promise<readonly Result[]> {
  const [tab] = await chrome.tabs.query({ active: true, currentWindow: true });
  if (tab?.id === undefined) return [];
  const request: PageRequest = { type: "what-is-here" };
  try {
    return ((await chrome.tabs.sendMessage(tab.id, request)) as PageReply | undefined)?.results ?? [];
  } catch {
    return [];
  }
}

async function show(results: readonly Result[]): Promise<void> {
  const [first, ...rest] = results;
  if (!first) {
    put(here, h("p", { class: "empty" }, t("popupNothing")), h("p", { class: "disclaimer" }, shared("disclaimer")));
    return;
  }
  if (rest.length === 0) {
    await showOne(first);
    return;
  }
  put(here,
    h("h2", { class: "small" }, t("popupHere")),
    h("ul", { class: "list", role: "list" }, results.slice(0, MOST_LISTED).map(item)),
    results.length > MOST_LISTED ? h("p", { class: "empty" }, t("popupMore", String(results.length - MOST_LISTED))) : null);
}

function item(result: Result): HTMLElement {
  const pill = h("span", { class: "pill", "data-state": result.state }, mark("badge" in result ? iconOf(result.badge.kind) : result.state, 13), labelOf(result));
  if ("badge" in result) pill.style.setProperty("--tone", result.badge.color);
  const button = h("button", { type: "button", class: "row", title: stateLine(result) }, h("bdi", { class: "name" }, plain(result.subject.id, 120)), pill);
  button.addEventListener("click", () => void showOne(result));
  return h("li", { "data-key": keyOf(result.subject) }, button);
}

async function showOne(result: Result): Promise<void> {
  const { subject } = result;
  const draw = (now: Result): void =>
    put(here, details(now, {
      again: () => void renew(true),
      report: () => void openReport({ subject }).then(() => close()),
    }));
  const renew = async (again: boolean): Promise<void> => {
    draw({ state: "checking", subject });
    const [now] = await send<"check">({ type: "check", subjects: [subject], depth: "page", again }).catch(() => []);
    draw(now ?? { state: "failed", subject, reason: "interrupted", detail: "" });
  };
  if (result.state === "checking") await renew(false);
  else draw(result);
}
