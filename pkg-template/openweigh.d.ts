/**
 * What a license text or a model release allows, with its own words as evidence.
 *
 * An automated reading, not legal advice. Nothing leaves the machine: no function here does any I/O, except that
 * {@link init} fetches the wasm where it is not a file.
 *
 * @example
 * ```js
 * import { classify } from "openweigh";
 *
 * const report = classify(text);
 * report.verdict.label; // "Conditional license"
 * report.answers.commercialUse.summary;
 * ```
 *
 * @packageDocumentation
 */

// ---------------------------------------------------------------------------------------------------- functions ----

/**
 * Starts the engine. Browsers must await it once before any other call; in Node, Deno, Bun and workerd, and with
 * `openweigh/inline`, the first call starts the engine by itself and `init` only does it earlier.
 *
 * @param wasm Another place for the wasm than beside the package: an address, a response, bytes or a compiled module.
 * @throws {OpenweighError} `load-failed` when the wasm cannot be had or started.
 */
export function init(wasm?: WasmSource | Promise<WasmSource>): Promise<void>;

/**
 * What a license text says: recognised licenses, terms, answers and a verdict.
 *
 * Never guesses: a text in which nothing is recognised gives the verdict `unrecognized`. Takes time linear in the
 * length of the text. The same text gives the same report on every platform.
 *
 * @param text The text as it is: plain text, Markdown, HTML, a source file's comment.
 * @throws {TypeError} when an argument has the wrong type; the message names it.
 *
 * @example
 * ```js
 * const { verdict, licenses } = classify(readFileSync("LICENSE", "utf8"));
 * console.log(verdict.kind, licenses[0]?.id);
 * ```
 */
export function classify(text: string, options?: ClassifyOptions): Report;

/**
 * What a whole release allows and how open it is: license texts, declared license, files, card, base models.
 * Fetching is the caller's; `openweigh/hub` does it for hubs.
 *
 * @throws {TypeError} when a field has the wrong type; the message names it.
 */
export function assess(release: Release): Assessment;

/**
 * Whether a plan is allowed, what decides, and the obligations that remain.
 *
 * @throws {TypeError} when an argument has the wrong type; the message names it.
 */
export function decide(subject: Report | Assessment, plan: Plan): Decision;

/**
 * Two texts, or a text and a known license: the words that differ, and the terms gained, lost and changed.
 *
 * @param a A text, or `{ id }` of a known license.
 * @param b The same.
 * @throws {TypeError} when an argument has the wrong type; the message names it.
 * @throws {RangeError} when no known license has that id.
 */
export function compare(a: string | { id: string }, b: string | { id: string }): Comparison;

/**
 * A badge for a verdict or an assessment.
 *
 * @throws {TypeError} when an argument has the wrong type; the message names it.
 */
export function badge(subject: Report | Verdict | Assessment, options?: BadgeOptions): string;

/** Every known license, in the order of ids. */
export function templates(): Template[];

/** Every clause that is looked for, in the order of ids. */
export function clauses(): Clause[];

/**
 * Makes a text known under an id, for this process: later calls recognise it like the built-in ones.
 *
 * @throws {TypeError} when a field has the wrong type; the message names it.
 * @throws {RangeError} when the id is taken or not `LicenseRef-…`, or the text has too few words to be recognised.
 */
export function addTemplate(template: NewTemplate): void;

/** The version of the engine, as in package.json. */
export function version(): string;

/** An error of Openweigh itself. Wrong arguments are `TypeError` or `RangeError` instead. */
export class OpenweighError extends Error {
  constructor(code: OpenweighErrorCode, message: string, options?: { cause?: unknown });
  readonly name: "OpenweighError";
  /** Stable; messages may change. */
  readonly code: OpenweighErrorCode;
}

/**
 * - `not-initialized`: a call before `await init()` where that is needed
 * - `load-failed`: the wasm cannot be had or started; `cause` says why
 * - `internal`: a defect of the engine; please report it
 */
export type OpenweighErrorCode = "not-initialized" | "load-failed" | "internal";

/** Where {@link init} can take the wasm from. */
export type WasmSource = string | URL | Response | WebAssembly.Module | ArrayBuffer | Uint8Array;

// --------------------------------------------------------------------------------------------- a text's report ----

/** How to read a text. */
export interface ClassifyOptions {
  /** Compare the text with known licenses; `false` reads its clauses only. Default `true`. */
  templates?: boolean;
  /** Similarity below which a license is not named, 0 to 1. Default 0.7. */
  minimum?: number;
}

/** A place in the text as given: UTF-16 code units, as in `text.slice(start, end)`. */
export interface Span {
  start: number;
  /** Exclusive. */
  end: number;
}

/** What one license text says, and the words that say it. */
export interface Report {
  /** Version of this shape. */
  schema: 1;
  /** What the license text alone shows. */
  verdict: Verdict;
  /** The five questions that people ask. */
  answers: Answers;
  /** Recognised licenses in text order; best first where they overlap. Empty when nothing is close enough. */
  licenses: LicenseMatch[];
  /** SPDX expression of what was found; `LicenseRef-…` for what SPDX does not list. */
  expression: string | null;
  /** Terms in text order. */
  clauses: Finding[];
  /** Documents that the text makes part of itself and that were not read. */
  documents: Document[];
  /** What a reader should know about this report. */
  notes: Note[];
}

/** The verdict on a license text. */
export interface Verdict {
  kind: VerdictKind;
  /** For people; at most 22 characters. */
  label: string;
  /** The clauses that decided, strongest first. */
  because: ClauseId[];
  /** What the verdict rests on: a known license and its facts, the clauses found, or nothing. */
  basis: "template" | "clauses" | "none";
  /** How open a release under this text can be: what is proven, and what is not excluded. */
  openness: { floor: Openness; ceiling: Openness };
}

/** From the most open to the least; the last two say that there is no license to judge. */
export type VerdictKind =
  | "open-source"
  | "open"
  | "responsible-use"
  | "conditional"
  | "no-derivatives"
  | "non-commercial"
  | "research-only"
  | "evaluation-only"
  | "no-redistribution"
  | "not-a-license"
  | "unrecognized";

/** The ladder of the G7 vision on AI openness (2026), most open first. */
export type Openness =
  | "open-source-ai-open-data"
  | "open-source-ai"
  | "open-weights"
  | "weights-available"
  | "closed"
  | "unknown";

/** The five questions. Absence of a term is `unstated`, never permission. */
export interface Answers {
  /** May anyone use it commercially? */
  commercialUse: Answer<Permission>;
  /** May the work be passed on? */
  redistribution: Answer<Permission>;
  /** May derivatives be made and shared? */
  modification: Answer<Permission>;
  /** Is use restricted? */
  usageRestrictions: Answer<"none" | "some" | "unstated">;
  /** Must own changes be published? */
  publishChanges: Answer<"no" | "same-terms" | "source" | "network" | "unstated">;
}

export type Permission = "allowed" | "conditional" | "forbidden" | "unstated";

/** One answer. */
export interface Answer<Value extends string = string> {
  value: Value;
  /** One plain sentence, with figures where there are any. */
  summary: string;
  /** The deciding clauses. */
  because: ClauseId[];
}

/** A license that was recognised in a text. */
export interface LicenseMatch {
  /** SPDX id, or `LicenseRef-…`. */
  id: string;
  name: string;
  /**
   * - `exact`: every required word and no other
   * - `modified`: the text with changes, which `edits` lists
   * - `partial`: a part of the text
   * - `notice`: the standard header that places a work under the license
   * - `tag`: an identifier, a name or an address
   * - `fingerprint`: known by title and fingerprint alone
   */
  match: "exact" | "modified" | "partial" | "notice" | "tag" | "fingerprint";
  /** 0 to 1: required words found and nothing else added. */
  similarity: number;
  spans: Span[];
  /** Changes against the known text, in text order. */
  edits: Edit[];
  /** Whether the OSI approved it; `null`: not known. */
  osiApproved: boolean | null;
  /** Whether the FSF lists it as free; `null`: not known. */
  fsfLibre: boolean | null;
  /** Ids whose texts fit equally well, in a fixed order. */
  alternatives: string[];
  /** Where the known text comes from: `spdx`, `scancode`, `fingerprint`, `user`. */
  source: string;
}

/** A change against a known text. */
export interface Edit {
  kind: "inserted" | "deleted" | "replaced";
  /** In the text as given; empty for deleted words. */
  span: Span;
  /** The words of the text. */
  text: string;
  /** The words of the known license. */
  template: string;
  /** Clauses that the change touches. */
  clauses: ClauseId[];
}

/** A clause found in a text. */
export interface Finding {
  id: ClauseId;
  title: string;
  effect: Effect;
  /** The words that establish it. */
  spans: Span[];
  /** The text at the first span, on one line. */
  quote: string;
  /** Figures and names in it: users, amounts, currencies, regions, fields. */
  params: Record<string, number | string | boolean | string[]>;
  /** Read from the text, or known of the license it matches and only located in the text. */
  origin: "text" | "template";
}

/**
 * - `veto`: breaks the Open Source Definition
 * - `responsible-use`: breaks it too, as a rule of responsible use
 * - `condition`: an ordinary condition
 * - `grant`: gives something
 * - `legal`: liability, law, termination
 */
export type Effect = "veto" | "responsible-use" | "condition" | "grant" | "legal";

/** A document that a text makes part of itself and that was not read. */
export interface Document {
  /** Its address, if the text gives one. */
  url: string | null;
  /** What the text calls it. */
  title: string;
  /** Where it is named. */
  span: Span;
}

/** A remark on a report. */
export interface Note {
  /** Stable name. */
  id: string;
  /** A sentence. */
  text: string;
}

/** A clause that is looked for. */
export interface Clause {
  id: ClauseId;
  title: string;
  effect: Effect;
  /** The question it bears on first. */
  question: keyof Answers;
  /** One sentence. */
  summary: string;
}

/** A known license. */
export interface Template {
  /** SPDX id, or `LicenseRef-…`. */
  id: string;
  name: string;
  osiApproved: boolean | null;
  fsfLibre: boolean | null;
  /** `spdx`, `scancode`, `fingerprint`, `user`. */
  source: string;
}

/** A license to be known in this process. */
export interface NewTemplate {
  /** `LicenseRef-…`. */
  id: string;
  name: string;
  text: string;
}

/** The stable names of the clauses. */
export type ClauseId =
  | "academic-only"
  | "acceptable-use-policy"
  | "acceptance-by-use"
  | "age-limit"
  | "ai-training-forbidden"
  | "arbitration"
  | "benchmark-forbidden"
  | "change-date"
  | "commercial-use-allowed"
  | "commercial-use-forbidden"
  | "competing-forbidden"
  | "confidentiality"
  | "delete-on-termination"
  | "derivatives-forbidden"
  | "disclose-ai-generated"
  | "disclose-source"
  | "display-attribution"
  | "distillation-is-derivative"
  | "evaluation-only"
  | "export-control"
  | "feedback-license"
  | "field-of-use"
  | "flow-down"
  | "governing-law"
  | "headcount-threshold"
  | "hosting-forbidden"
  | "indemnify-licensor"
  | "internal-use-only"
  | "lawful-use-only"
  | "legal-form-excluded"
  | "liability-limit"
  | "license-copy"
  | "litigation-termination"
  | "model-training-forbidden"
  | "naming-duty"
  | "naming-forbidden"
  | "network-copyleft"
  | "no-warranty"
  | "notice-retention"
  | "output-no-claim"
  | "output-owned-by-licensor"
  | "output-restricted"
  | "patent-grant"
  | "patent-not-granted"
  | "personal-use-only"
  | "policy-change"
  | "redistribution-forbidden"
  | "region-excluded"
  | "registration-required"
  | "remote-restriction"
  | "reporting-duty"
  | "resale-forbidden"
  | "research-only"
  | "revenue-threshold"
  | "reverse-engineering-forbidden"
  | "safety-circumvention-forbidden"
  | "separate-commercial-license"
  | "service-stack-copyleft"
  | "share-alike"
  | "state-changes"
  | "sublicensing-forbidden"
  | "termination-breach"
  | "termination-discretion"
  | "trademark-no-license"
  | "update-duty"
  | "user-threshold";

// --------------------------------------------------------------------------------------------- a whole release ----

/** What is known of a release, without having fetched more than that. */
export interface Release {
  /** The hub's id, `owner/name`. */
  id?: string;
  /** License texts by file name. */
  texts?: Record<string, string>;
  /** The license as declared on the hub or in a manifest. */
  declared?: string | string[] | null;
  /** Every file of the release; leave it out when it is not known. */
  files?: string[];
  /** Metadata of the model card, as the hub gives it. */
  card?: Record<string, unknown>;
  /** Assessments of the models it is made from. */
  baseModels?: Assessment[];
  [other: string]: unknown;
}

/** What a whole release allows and how open it is. */
export interface Assessment {
  schema: 1;
  [field: string]: unknown;
}

/** What somebody is going to do. */
export interface Plan {
  [field: string]: unknown;
}

/** Whether a plan is allowed. */
export interface Decision {
  outcome: "clear" | "conditions" | "ask" | "blocked" | "unknown";
  [field: string]: unknown;
}

/** How two texts differ. */
export interface Comparison {
  [field: string]: unknown;
}

/** What a badge is made as. */
export interface BadgeOptions {
  /** Default `svg`. */
  format?: "svg" | "markdown" | "html";
  [option: string]: unknown;
}
