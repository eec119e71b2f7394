// The interface's language: chosen, kept, or the browser's. English is built in; the others are loaded when needed.

import { addMessages, chooseLanguage, LANGUAGES, setLanguage, t } from "../shared/messages.js";
import { h } from "../shared/dom.js";
import { en } from "./messages/en.js";
import { keep, kept } from "./storage.js";

/** Loads the language and puts its words into the page; null for English, which is there already. */
export function translatePage(): Promise<void> | null {
  addMessages(en);
  const asked = new URLSearchParams(location.search).get("lang") ?? kept("language");
  const language = asked && asked in LANGUAGES ? asked : chooseLanguage(navigator.languages);
  startChoice(language);
  return language === "en" ? null : translateTo(language);
}

async function translateTo(language: string): Promise<void> {
  try {
    const tables = await load(language);
    setLanguage(language, ...tables);
  } catch {
    // Offline before the language was ever loaded: the page stays in English.
    return;
  }
  document.documentElement.lang = language;
  translate(document);
}

/** Puts words into elements that name a message: `data-t` for text, `data-t-ATTRIBUTE` for attributes. */
function translate(root: ParentNode): void {
  for (const element of root.querySelectorAll<HTMLElement>("[data-t]")) element.textContent = t(element.dataset["t"] ?? "");
  for (const name of ["aria-label", "placeholder", "title", "data-placeholder"]) {
    for (const element of root.querySelectorAll(`[data-t-${name}]`)) {
      element.setAttribute(name, t(element.getAttribute(`data-t-${name}`) ?? ""));
    }
  }
}

async function load(language: string): Promise<Readonly<Record<string, string>>[]> {
  if (language === "de") {
    return [(await import("./messages/de.js")).de, (await import("../shared/messages/de.js")).de];
  }
  return [(await import("./messages/zh.js")).zh, (await import("../shared/messages/zh.js")).zh];
}

function startChoice(current: string): void {
  const choice = document.querySelector<HTMLSelectElement>("#language")!;
  choice.replaceChildren(...Object.entries(LANGUAGES).map(([tag, name]) =>
    h("option", { value: tag, lang: tag, selected: tag === current }, name)));
  choice.addEventListener("change", () => {
    keep("language", choice.value);
    const address = new URL(location.href);
    address.searchParams.delete("lang");
    // The text on screen comes back from the session, see `permalink`.
    dispatchEvent(new Event("openweigh-leave"));
    history.replaceState(history.state, "", address);
    location.reload();
  });
}
