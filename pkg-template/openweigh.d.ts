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
 * Reports for many texts, in the order of the texts, on all cores.
 *
 * Works on worker threads in Node, Deno and Bun and on module workers in browsers; one text after the other in workerd
 * and with `openweigh/inline`. Holds only a few texts at a time, so the source may be endless. Leaving the loop ends
 * the workers.
 *
 * @throws {TypeError} when an argument has the wrong type; while iterating, when a text is no string.
 * @throws {RangeError} when `concurrency` is not a whole number from 1.
 * @throws The signal's reason, while iterating, when it is aborted.
 *
 * @example
 * ```js
 * for await (const report of classifyMany(texts, { concurrency: 4 })) {
 *   console.log(report.verdict.label);
 * }
 * ```
 */
export function classifyMany(
  texts: Iterable<string> | AsyncIterable<string>,
  options?: ClassifyManyOptions,
): AsyncGenerator<Report, void, undefined>;

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
export function badge(subject: Report | Verdict | Assessment, options: BadgeOptions & { format: "shields" }): ShieldsEndpoint;
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
  /**
   * Texts of documents that the text makes binding, by the address or the title that it gives them. They are read, and
   * verdict and answers count what they restrict; {@link Document.clauses} lists it. One that the text does not name is not
   * read, and a note says so.
   *
   * @example
   * const { verdict } = classify(license, { documents: { "https://example.com/use-policy": policy } });
   */
  documents?: Record<string, string>;
}

/** How to read many texts. */
export interface ClassifyManyOptions extends ClassifyOptions {
  /** Workers at most; 1 uses no worker. Default: one for each core. */
  concurrency?: number;
  /** Ends the run; the loop then throws the signal's reason. */
  signal?: AbortSignal;
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
  /** Documents that the text makes part of itself. */
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
   * - `partial`: a part of the text, such as a paste that was cut off; it is not in `expression`
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

/** A document that a text makes part of itself. */
export interface Document {
  /** Its address, if the text gives one. */
  url: string | null;
  /** What the text calls it. */
  title: string;
  /** Where it is named. */
  span: Span;
  /** Whether its text was given and read. */
  read: boolean;
  /** What it restricts or asks for beyond the text; spans are places in the document. Empty when it was not read. */
  clauses: Finding[];
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
  /** Names of the parameters that a finding of it can have. */
  params: string[];
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

/**
 * What is known of a release. Fetching is the caller's (`openweigh/hub` does it for hubs). What is left out is not
 * known, and what is not known is never taken for an answer; parts that could not be had go into `missing`.
 */
export interface Release {
  /** The hub's id, `owner/name`. */
  id?: string | null;
  /** Default `model`. */
  kind?: "model" | "dataset" | "software" | "space" | null;
  /** Commit that was read. */
  revision?: string | null;
  /** Day of publication, `YYYY-MM-DD`; licenses that open after years count from it. */
  published?: string | null;
  /** License texts by file name: licenses, use policies, notices. */
  texts?: Record<string, string> | null;
  /** Declared license: identifiers of SPDX or of the hub. */
  license?: string | string[] | null;
  /** Name of a custom license, where `license` is `other`. */
  licenseName?: string | null;
  /** Where the license is said to be. */
  licenseLink?: string | null;
  /** Every file; leave it out when the list is not known. */
  files?: (string | { path: string })[] | null;
  /** What the model card says. */
  card?: ReleaseCard | null;
  /** The models that it is made from: what is known of them, or why nothing is. */
  baseModels?: (BaseModel | Assessment)[] | null;
  /** Other repositories of the same release: its datasets (`kind: "dataset"`) and its code (`kind: "software"`). */
  parts?: Release[] | null;
  /** Parts that could not be had, and why. */
  missing?: Missing[] | null;
}

/** Metadata and text of a model card. What is left out is not known. */
export interface ReleaseCard {
  /** Datasets that it names. */
  datasets?: string[] | null;
  /** Library that loads the model, such as `transformers`. */
  library?: string | null;
  /** Papers: arXiv numbers, DOIs or URLs. */
  papers?: string[] | null;
  /** Whether evaluation results are given as metadata. */
  evaluation?: boolean | null;
  /** Who is let in: everyone (`false`), everyone who agrees (`auto`), whom the publisher approves (`manual`). */
  gated?: boolean | "auto" | "manual" | null;
  /** Text that one must agree to before a download; often the whole license. */
  gatePrompt?: string | null;
  /** The card's own text. */
  text?: string | null;
  /** Addresses of code repositories, if the metadata names them. */
  code?: string[] | null;
}

/** A model that a release is made from. Give one of `assessment`, `release` and `why`. */
export interface BaseModel {
  id: string;
  relation?: Relation | null;
  /** What `assess` said of it. */
  assessment?: Assessment | null;
  /** What was collected of it; it is assessed on the way. */
  release?: Release | null;
  /** Why nothing is known of it. */
  why?: string | null;
}

/** How a base model was used: trained further, added to, with fewer bits, combined with others, or not said. */
export type Relation = "finetune" | "adapter" | "quantized" | "merge" | "unknown";

/** A part that could not be had. */
export interface Missing {
  /** A path, `files`, `card`, or what else was asked for. */
  part: string;
  /** Why, in a few words. */
  why: string;
}

/** How open a release is, and what shows it. */
export interface Assessment {
  /** Version of this shape. */
  schema: 1;
  id: string | null;
  kind: "model" | "dataset" | "software";
  revision: string | null;
  published: string | null;
  /** What to show at first sight. */
  badge: Badge;
  /** The reading: what the evidence points to when declarations are believed. Lies between floor and ceiling. */
  tier: Openness;
  /** What is proven, and what is not excluded. */
  openness: { floor: Openness; ceiling: Openness };
  /** One or two sentences: why this tier. */
  summary: string;
  /** What the judgement of the license rests on. */
  evidence: Evidence;
  /** The terms under which the weights (of a dataset: the data) come. */
  license: EffectiveLicense | null;
  /** The five answers for the whole release, each with the source that decides it. */
  answers: { [Question in keyof Answers]: Answers[Question] & { source: string } };
  /** The deciding clauses with their words, strongest first. */
  because: Reason[];
  components: Component[];
  /** Short remarks for people. */
  chips: Chip[];
  /** Where two pieces of evidence contradict each other, most serious first. */
  conflicts: Conflict[];
  /** Who judges how, and why. */
  views: View[];
  /** The models that it was made from, and theirs, nearest first. */
  baseModels: Lineage[];
  /** Every license text that was read: the release's own by path, then those of its base models. */
  texts: LicenseText[];
  /** What was declared, with the facts known of it. */
  declared: Declared[];
  /** What was not checked, and why. */
  unchecked: Missing[];
}

/** What a badge shows. */
export interface Badge {
  /** Stable name: a {@link BadgeKind} for models, a verdict's kind for datasets and software. */
  kind: BadgeKind | VerdictKind;
  /** For people; at most 24 characters. */
  label: string;
  /** Background; white text on it has a contrast of at least 4.5:1. */
  color: string;
  /** Name of the shape that `badge` draws. */
  icon: string;
}

/** What the badge of a model can say, most open first; the last two when there is nothing to judge. */
export type BadgeKind =
  | "open-source-ai-open-data"
  | "open-source-ai"
  | "open-weights"
  | "weights-use-rules"
  | "weights-conditional"
  | "weights-no-derivatives"
  | "weights-non-commercial"
  | "weights-research-only"
  | "weights-evaluation-only"
  | "weights-no-redistribution"
  | "weights-unrecognized"
  | "no-license"
  | "closed"
  | "not-checked";

/** A text was read; only a tag, a name or a link was seen; neither. */
export type Evidence = "text" | "declared" | "none";

/** The terms under which something comes. */
export interface EffectiveLicense {
  /** SPDX id or expression, if it was recognised. */
  id: string | null;
  name: string;
  verdict: VerdictKind;
  /** The kind's label. */
  label: string;
  evidence: Evidence;
  /** A file, `declared license`, or `base model owner/name`. */
  source: string;
}

/** A clause that decided, with its words. */
export interface Reason {
  id: ClauseId;
  title: string;
  effect: Effect;
  /** A file, `declared license`, or `base model owner/name: …`. */
  source: string;
  /** The words; empty where the text was not seen. */
  quote: string;
  /** Place of the words in the source. */
  span: Span | null;
  params: Finding["params"];
}

/** A part of a release. */
export interface Component {
  id: ComponentId;
  name: string;
  state: "present" | "absent" | "unknown";
  /** What shows it, in a few words each. */
  evidence: string[];
  /** The terms under which it comes, if they are known. */
  license: EffectiveLicense | null;
  /** Whether these terms are open for such a component; `null`: not known. */
  open: boolean | null;
}

export type ComponentId =
  | "weights"
  | "deployment-code"
  | "training-code"
  | "training-data"
  | "data-information"
  | "evaluation"
  | "model-card"
  | "paper"
  | "license-texts";

/** A short remark. */
export interface Chip {
  /** Stable name. */
  id:
    | "gated"
    | "share-alike"
    | "must-name"
    | "must-display"
    | "policy-elsewhere"
    | "text-missing"
    | "declared-only"
    | "opens-on-date"
    | "license-disagrees"
    | "base-not-checked"
    | "adapter"
    | "not-checked";
  /** A few words. */
  label: string;
  /** One sentence. */
  text: string;
}

/** Two pieces of evidence that contradict each other. */
export interface Conflict {
  /** Stable name. */
  id:
    | "tag-disagrees"
    | "license-drift"
    | "share-alike-lost"
    | "mixed-licenses"
    | "modified-text"
    | "tag-without-text"
    | "policy-not-given"
    | "no-license"
    | "gated-open-license";
  /** Good to know; look before relying on it; relying on the friendlier side may infringe. */
  severity: "info" | "warning" | "serious";
  title: string;
  text: string;
  /** Both sides, in their own words. */
  sides: { source: string; quote: string }[];
  /** What to do. */
  action: string;
}

/** How one body judges the release. */
export interface View {
  id: "g7" | "osd" | "osaid" | "mof" | "rail" | "european-commission";
  /** Who says it. */
  who: string;
  says: "open" | "not-open" | "unknown";
  /** Their word for it. */
  value: string;
  why: string;
}

/** A model in the line of ancestors. */
export interface Lineage {
  id: string;
  /** The model that was made from it; `null` for the release itself. */
  of: string | null;
  relation: Relation;
  /** `null` when nothing is known of it. */
  badge: Badge | null;
  tier: Openness;
  openness: { floor: Openness; ceiling: Openness };
  license: EffectiveLicense | null;
  /** Why nothing is known of it. */
  why: string | null;
}

/** A license text of a release. */
export interface LicenseText {
  /** The base model that it belongs to; `null` for the release itself. */
  model: string | null;
  /** Its path, or `gate prompt`. */
  path: string;
  role: "license" | "policy" | "notice";
  /** The components it covers. */
  covers: ComponentId[];
  report: Report;
}

/** A declared license with the facts known of it. */
export interface Declared {
  /** The base model that declares it; `null` for the release itself. */
  model: string | null;
  /** As it was declared. */
  tag: string;
  /** SPDX id or `LicenseRef-…`; `null` when the tag names no certain license. */
  id: string | null;
  name: string;
  /** Facts of that license; `null` when none are known. */
  report: Report | null;
}

/**
 * What somebody is going to do. A question that is left out and that the license asks is listed in
 * {@link Decision.questions} and makes the outcome `unknown`, never `clear`.
 */
export interface Plan {
  /** Whether money is made with it, directly or not. */
  commercial?: boolean | null;
  /** What for; `any` when it is not limited to one of the others. */
  purpose?: "any" | "research" | "academic" | "evaluation" | "personal" | null;
  /** Active users a month of all products that would use it. */
  monthlyUsers?: number | null;
  /** Active users a day; otherwise bounded by `monthlyUsers`. */
  dailyUsers?: number | null;
  /** A year's revenue of the whole organization; US dollars unless a currency (ISO 4217) is named. */
  annualRevenue?: number | { amount: number; currency?: string } | null;
  /** People of the whole organization, contractors included. */
  headcount?: number | null;
  /** Where it is used or offered: ISO 3166-1 codes, `EU`, `EEA`, or `worldwide`. */
  regions?: string | string[] | null;
  /** Fields of use, of {@link FieldOfUse}; an empty list says that none of them is meant. */
  fields?: FieldOfUse[] | null;
  /** What is passed on to others; a list when several apply. */
  redistribution?: Redistribution | Redistribution[] | null;
  /** Whether other models are trained or improved with its outputs. */
  trainOnOutputs?: boolean | null;
  /** Whether products compete with the licensor's. */
  competing?: boolean | null;
  /** Whether own changes, and code around it where asked, may be published under the same license. Default `true`. */
  publishChanges?: boolean | null;
  /** The day that is asked about, `YYYY-MM-DD`; needed where a license opens on a date. */
  date?: string | null;
  /** Day on which the version was published, `YYYY-MM-DD`; for licenses that open after years. */
  published?: string | null;
}

/** What is passed on: nothing, copies as they are, changed versions, access to a service that runs it. */
export type Redistribution = "none" | "unchanged" | "derivatives" | "hosted";

/** Fields of use that licenses exclude. */
export type FieldOfUse =
  | "military" | "weapons" | "surveillance" | "discrimination" | "disinformation" | "harassment" | "minors"
  | "defamation" | "personal-data" | "medical-advice" | "legal-advice" | "law-enforcement" | "automated-decisions"
  | "malware" | "critical-infrastructure" | "illegal" | "fraud" | "sexual-content" | "other";

/** Whether a plan is allowed. */
export interface Decision {
  /** Version of this shape. */
  schema: 1;
  /**
   * - `clear`: allowed, and nothing is left to do
   * - `conditions`: allowed when the to-do list is kept
   * - `ask`: a license, a fee or a registration is needed first
   * - `blocked`: these terms do not allow it
   * - `unknown`: it cannot be told; `questions` and `notChecked` say why
   */
  outcome: "clear" | "conditions" | "ask" | "blocked" | "unknown";
  /** For people. */
  label: string;
  /** One or two sentences. */
  summary: string;
  /** What decides, strongest first. */
  deciding: Deciding[];
  /** What remains to be done. */
  todo: Todo[];
  /** How far each threshold is. */
  headroom: Headroom[];
  /** Questions of the plan that the terms ask and the plan does not answer. */
  questions: { field: keyof Plan; text: string; because: ClauseId[] }[];
  /** What was not checked. */
  notChecked: Missing[];
}

/** A clause that decides a plan. */
export interface Deciding {
  /** `null` when an answer, a missing license or an unread text decides and no single clause. */
  id: ClauseId | null;
  outcome: "conditions" | "ask" | "blocked" | "unknown";
  /** One sentence. */
  text: string;
  source: string;
  /** The words; empty where the text was not seen. */
  quote: string;
  span: Span | null;
}

/** An obligation. */
export interface Todo {
  id: ClauseId;
  /** In plain words. */
  text: string;
  /** Exact words to display or include, if the terms give them. */
  exact: string | null;
  source: string;
  quote: string;
}

/** How far a threshold is. */
export interface Headroom {
  id: ClauseId;
  /** What is counted. */
  of: "users" | "revenue" | "headcount";
  /** The plan's figure; `null` when the plan does not say. */
  value: number | null;
  threshold: number;
  /** Unit or currency. */
  unit: string;
  /** `value / threshold`. */
  share: number | null;
  /** What happens above it. */
  consequence: "ends" | "ask" | "pay" | "display" | "unknown";
  /** One sentence. */
  text: string;
}

/** How two texts differ. */
export interface Comparison {
  /** Version of this shape. */
  schema: 1;
  a: Report;
  b: Report;
  /** Texts of known licenses, to which the spans of that side refer; `null` for a text that was given. */
  texts: { a: string | null; b: string | null };
  /** Words in common, 0 to 1. */
  similarity: number;
  /**
   * All words of both texts in order; what the SPDX matching guidelines ignore counts as the same. Punctuation and
   * white space between two runs belong to neither.
   */
  words: WordRun[];
  counts: { same: number; inserted: number; deleted: number };
  clauses: {
    gained: Finding[];
    lost: Finding[];
    changed: ClauseChange[];
    kept: ClauseId[];
  };
  verdict: { before: VerdictKind; after: VerdictKind; changed: boolean };
  answers: { question: keyof Answers; before: Answer; after: Answer; changed: boolean }[];
  /** Documents that are incorporated in one of them alone. */
  documents: { gained: Document[]; lost: Document[] };
  /** Plain sentences, most important first. */
  summary: string[];
}

/** A run of words that are the same, inserted, deleted or replaced. */
export interface WordRun {
  kind: "same" | "inserted" | "deleted" | "replaced";
  /** In the first text; empty for inserted words. */
  a: Span;
  /** In the second text; empty for deleted words. */
  b: Span;
}

/** A clause that both texts have, with other parameters. */
export interface ClauseChange {
  id: ClauseId;
  title: string;
  before: Finding;
  after: Finding;
  params: {
    name: string;
    before: number | string | boolean | string[] | null;
    after: number | string | boolean | string[] | null;
  }[];
}

/** How a badge is drawn. */
export interface BadgeOptions {
  /** Default `svg`. `shields` gives the object of a shields.io endpoint. */
  format?: "svg" | "markdown" | "html" | "shields" | null;
  /** Words of the grey part instead of `license` or `openness`; empty for none. */
  label?: string | null;
  /** Where a click leads (`markdown`, `html`): an `http` or `https` URL or a relative path. */
  link?: string | null;
  /** Address of the picture in `markdown`; default `openweigh.svg`. */
  image?: string | null;
}

/** What shields.io reads from an endpoint. */
export interface ShieldsEndpoint {
  schemaVersion: 1;
  label: string;
  message: string;
  /** Hexadecimal, without `#`. */
  color: string;
}
