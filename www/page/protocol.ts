// What the page and its worker say to each other. The engine itself runs in the worker only.

import type { Assessment, BadgeOptions, Clause, Comparison, Decision, Plan, Release, Report, Template } from "openweigh";

/** A side of a comparison: a text, or the id of a known license. */
export type Side = string | { id: string };

/** Every call, with its arguments and its result. */
export interface Calls {
  classify: { args: [text: string]; result: Report };
  assess: { args: [release: Release]; result: Assessment };
  decide: { args: [subject: Report | Assessment, plan: Plan]; result: Decision };
  compare: { args: [a: Side, b: Side]; result: Comparison };
  badge: { args: [subject: Report | Assessment, options: BadgeOptions]; result: string };
  templates: { args: []; result: Template[] };
  clauses: { args: []; result: Clause[] };
  version: { args: []; result: string };
}

export type CallName = keyof Calls;

/** A numbered call; the answer carries the number. */
export type Call = { [K in CallName]: { number: number; name: K; args: Calls[K]["args"] } }[CallName];

/** The first message: the engine's wasm, compiled by the page; null where the page could not, and the worker tries itself. */
export interface Start { module: WebAssembly.Module | null }

/** An answer; `milliseconds` is the engine's own time, without the messages. */
export type Reply =
  | { number: number; ok: true; result: unknown; milliseconds: number }
  | { number: number; ok: false; message: string };
