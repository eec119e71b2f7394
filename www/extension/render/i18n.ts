// Words of the extension's interface, from `_locales`. What page and extension share (verdicts, answers, clauses)
// comes from `shared/messages`, in the same language.

import { chooseLanguage, setLanguage } from "../../shared/messages.js";
import { de } from "../../shared/messages/de.js";
import { zh } from "../../shared/messages/zh.js";

/** Messages with their places still in them. The browser looks each one up anew, and a list asks for a hundred. */
const messages = new Map<string, string>();

/** A message in the browser's language; its key when it is missing, which a test looks for. */
export function t(key: string, ...substitutions: readonly string[]): string {
  const message = find(key) || key;
  return substitutions.length === 0 ? message : message.replace(/\$([1-9])/g, (_, place) => substitutions[place - 1] ?? "");
}

/** A message for one of many ids, such as `badge_open_weights`, or the core's own English words. */
export function named(prefix: string, id: string, otherwise: string): string {
  return find(`${prefix}_${id.replaceAll("-", "_")}`) || otherwise;
}

function find(key: string): string {
  let message = messages.get(key);
  if (message === undefined) {
    message = chrome.i18n.getMessage(key, ["$1", "$2", "$3"]);
    messages.set(key, message);
  }
  return message;
}

/** A moment in the browser's language. */
export function moment(at: number): string {
  return new Intl.DateTimeFormat(locale(), { dateStyle: "medium", timeStyle: "short" }).format(at);
}

/** An hour of the day in the browser's language. */
export function hour(at: number): string {
  return new Intl.DateTimeFormat(locale(), { timeStyle: "medium" }).format(at);
}

/** The language that `_locales` answers in, as a BCP 47 tag. */
export function locale(): string {
  return t("localeTag");
}

/** Sets the shared messages to the language that `_locales` answers in. */
export function useLocale(): void {
  const language = chooseLanguage([locale()]);
  if (language === "de") setLanguage("de", de);
  if (language === "zh") setLanguage("zh", zh);
}

/** Writes the messages into a page: every element with `data-t`, and `data-t-placeholder`. */
export function localize(root: Document): void {
  useLocale();
  root.documentElement.lang = locale();
  for (const element of root.querySelectorAll<HTMLElement>("[data-t]")) element.textContent = t(element.dataset["t"] ?? "");
  for (const field of root.querySelectorAll<HTMLElement>("[data-t-placeholder]"))
    field.setAttribute("placeholder", t(field.dataset["tPlaceholder"] ?? ""));
}
