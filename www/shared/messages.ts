// Words in the reader's language. English is built in; another language is a table with the same keys, and a key
// that it lacks falls back to English.

import { en } from "./messages/en.js";

type Table = Readonly<Record<string, string>>;

let tables: Table[] = [en];
let tag = "en";

/** The languages of the interface, with their own names. */
export const LANGUAGES: Readonly<Record<string, string>> = { en: "English", de: "Deutsch", zh: "中文" };

/** Adds English words, for a part that has messages of its own. */
export function addMessages(table: Table): void {
  tables = [...tables, table];
}

/** Puts a language's tables in front of the English ones. */
export function setLanguage(language: string, ...translated: Table[]): void {
  tables = [...translated, ...tables];
  tag = language;
}

/** The language in use, as a BCP 47 tag. */
export function language(): string {
  return tag;
}

/** The first of the reader's languages that the interface has; English otherwise. */
export function chooseLanguage(wanted: readonly string[]): string {
  for (const one of wanted) {
    const base = one.toLowerCase().split("-")[0] ?? "";
    if (base in LANGUAGES) return base;
  }
  return "en";
}

/** A message with its `{name}` places filled; the key itself if there is no such message. */
export function t(key: string, values: Readonly<Record<string, string | number>> = {}): string {
  return (find(key) ?? key).replace(/\{(\w+)\}/g, (whole, name: string) =>
    name in values ? String(values[name]) : whole);
}

/** A message, or what to say when there is none. */
export function tOr(key: string, otherwise: string): string {
  return find(key) ?? otherwise;
}

/** A number in the reader's notation. */
export function number(value: number): string {
  return new Intl.NumberFormat(tag, { maximumFractionDigits: 2 }).format(value);
}

/** A large number in words, such as "700 million". */
export function largeNumber(value: number): string {
  return new Intl.NumberFormat(tag, { notation: "compact", compactDisplay: "long", maximumFractionDigits: 1 }).format(value);
}

/** A share from 0 to 1 as a percentage; only 1 itself reads 100 %. */
export function percent(value: number): string {
  const shown = value < 1 ? Math.min(value, 0.999) : 1;
  return new Intl.NumberFormat(tag, { style: "percent", maximumFractionDigits: 1 }).format(shown);
}

function find(key: string): string | undefined {
  for (const table of tables) {
    const text = Object.hasOwn(table, key) ? table[key] : undefined;
    if (text !== undefined) return text;
  }
  return undefined;
}
