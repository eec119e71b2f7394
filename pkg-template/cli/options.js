// The options of the command line: one table, from which parsing, help, the man page and completions are made.

import { parseArgs } from "node:util";

/** Wrong usage; the message is the one line that people see. */
export class UsageError extends Error {}

/** Every option. `value` names its argument; without it the option is a flag. */
export const OPTIONS = [
  { name: "json", group: "Output", help: "print the report as JSON; an array for several inputs" },
  { name: "jsonl", group: "Output", help: "print {file, report} as one line of JSON an input, in input order" },
  { name: "plain", group: "Output", help: "print for people without colors and without wrapping" },
  { name: "markdown", group: "Output", help: "print reports in Markdown" },
  { name: "sarif", group: "Output", help: "print findings as SARIF 2.1.0, for code scanning" },
  { name: "badge", value: "FILE", group: "Output", help: "write a badge; .svg, .md or .html decides its form, - prints SVG" },
  { name: "clauses-only", group: "Reading", help: "read the terms only, without comparing with known licenses" },
  { name: "minimum", value: "NUMBER", group: "Reading", help: "name no license below this similarity, 0 to 1" },
  {
    name: "document",
    value: "NAME=FILE",
    multiple: true,
    group: "Reading",
    help: "read a policy, which the text names by address or title, from this file",
  },
  { name: "plan", value: "FILE", group: "Judging", help: "decide on the plan in this JSON file" },
  {
    name: "fail-on",
    value: "KIND,…",
    group: "Judging",
    help: "exit with 1 when a verdict is one of these, or a decision with --plan",
  },
  { name: "compare", value: "A", group: "Other", help: "compare text or license A with the next argument" },
  { name: "explain", value: "CLAUSE", group: "Other", help: "say what a clause means" },
  { name: "concurrency", value: "N", group: "Other", help: "work on N files at once; all cores when not given" },
  { name: "completion", value: "SHELL", group: "Other", help: "print completions for bash, zsh or fish" },
  { name: "version", group: "Other", help: "print the version" },
  { name: "help", short: "h", group: "Other", help: "print this" },
];

/** The kinds of verdict, for `--fail-on`. */
export const KINDS = [
  "open-source",
  "open",
  "responsible-use",
  "conditional",
  "no-derivatives",
  "non-commercial",
  "research-only",
  "evaluation-only",
  "no-redistribution",
  "not-a-license",
  "unrecognized",
];

/** The outcomes of a decision, for `--fail-on` with `--plan`. */
export const OUTCOMES = ["clear", "conditions", "ask", "blocked", "unknown"];

export const FORMATS = ["json", "jsonl", "plain", "markdown", "sarif"];

/** Arguments as `{ values, paths }`, checked. Throws `UsageError`. */
export function parse(args) {
  // Paths alone need no parser.
  if (args.every((arg) => arg === "-" || !arg.startsWith("-"))) return checked({}, args);
  const options = {};
  for (const { name, value, short, multiple = false } of OPTIONS) {
    options[name] = { type: value ? "string" : "boolean", multiple, ...(short ? { short } : {}) };
  }
  let parsed;
  try {
    parsed = parseArgs({ args, options, allowPositionals: true, strict: true });
  } catch (error) {
    throw new UsageError(error.message.split(". ")[0].replace(/\.$/, ""));
  }
  return checked(parsed.values, parsed.positionals);
}

function checked(values, paths) {
  const formats = FORMATS.filter((format) => values[format]);
  if (formats.length > 1) throw new UsageError(`choose one of --${formats.join(" and --")}`);
  return {
    values,
    paths,
    format: formats[0] ?? "pretty",
    failOn: failOn(values),
    documents: documents(values.document),
    minimum: number(values.minimum, "minimum", (value) => value >= 0 && value <= 1, "a number from 0 to 1"),
    concurrency: number(
      values.concurrency,
      "concurrency",
      (value) => Number.isInteger(value) && value >= 1,
      "a whole number from 1",
    ),
  };
}

/** Names and files of `--document`; nothing without one. */
function documents(given) {
  return given?.map((pair) => {
    // A name may hold the sign (an address with a query), a file rarely does.
    const at = pair.lastIndexOf("=");
    if (at <= 0 || at === pair.length - 1) throw new UsageError(`--document takes NAME=FILE, not '${pair}'`);
    return [pair.slice(0, at), pair.slice(at + 1)];
  });
}

function failOn(values) {
  if (values["fail-on"] === undefined) return new Set();
  const kinds = values["fail-on"].split(",").map((kind) => kind.trim());
  const known = values.plan === undefined ? KINDS : [...KINDS, ...OUTCOMES];
  for (const kind of kinds) {
    if (known.includes(kind)) continue;
    const hint = OUTCOMES.includes(kind) ? "; decisions need --plan" : "";
    throw new UsageError(`--fail-on does not know '${kind}' (known: ${known.join(", ")}${hint})`);
  }
  return new Set(kinds);
}

function number(text, name, holds, what) {
  if (text === undefined) return undefined;
  const value = text.trim() === "" ? NaN : Number(text);
  if (!holds(value)) throw new UsageError(`--${name} takes ${what}, not '${text}'`);
  return value;
}

/** The help text. */
export function help() {
  const lines = [
    "What a license allows, with its own words as evidence.",
    "",
    "Usage: openweigh [OPTION]… [PATH…]",
    "",
    "A PATH is a file, a folder that is searched for license files, - for standard input,",
    "or hf:owner/name for a model on Hugging Face.",
  ];
  for (const group of new Set(OPTIONS.map((option) => option.group))) {
    lines.push("", `${group}:`);
    for (const option of OPTIONS.filter((option) => option.group === group)) {
      lines.push(`  ${usage(option).padEnd(22)} ${option.help}`);
    }
  }
  lines.push(
    "",
    "Exit status: 0 fine; 1 a --fail-on verdict was met; 2 wrong usage or an input that cannot be read.",
    "An automated reading, not legal advice.",
  );
  return `${lines.join("\n")}\n`;
}

/** An option as it is written, such as `--plan FILE`. */
export function usage({ name, value, short }) {
  return `${short ? `-${short}, ` : ""}--${name}${value ? ` ${value}` : ""}`;
}
