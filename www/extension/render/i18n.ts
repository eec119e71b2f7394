// Words of the extension's interface, from `_locales`. What page and extension share (verdicts, answers, clauses)
// comes from `shared/messages`, in the same language.

import { chooseLanguage, setLanguage } from "../../shared/messages.js";
import { de } from "../../shared/messages/de.js";
import { zh } from "../../shared/messages/zh.js";

/** A message in the browser's language; its key when it is missing, which a test looks for. */
export function t(key: string, ...substitutions: readonly string[]): string {
  return chrome.i18n.getMessage(key, [...substitutions]) || key;
}

/** A message for one of many ids, such as `badge_open_weights`, or the core's own English words. */
export function named(prefix: string, id: string, otherwise: string): string {
  return chrome.i18n.getMessage(`${prefix}_${id.replaceAll("-", "_")}`) || otherwise;
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
