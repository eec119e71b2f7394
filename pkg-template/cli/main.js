// The command line: arguments in, reports on standard output, everything else on standard error.

import { readFileSync, writeFileSync } from "node:fs";
import { assess, badge, classify, clauses, compare, decide, version } from "../node.js";
import { start } from "../api.js";
import { format } from "./formats.js";
import { expand } from "./inputs.js";
import { rare, threads } from "./load.js";
import { help, parse, UsageError } from "./options.js";
import { complain, errors, terminal, write } from "./output.js";
import { lean, quick } from "./quick.js";
import { readInput, readText, reason } from "./read.js";
import { mayColor, wrap } from "./text.js";
import { fromHub, worker } from "./work.js";

const FINE = 0;
const MET = 1;
const WRONG = 2;

/** Up to this many inputs are read without threads. */
const FEW = 24;

/** Runs the command line; gives the exit status. */
export async function main(args) {
  try {
    return await dispatch(parse(args));
  } catch (error) {
    if (!(error instanceof UsageError) && process.env.OPENWEIGH_DEBUG) throw error;
    complain(error.message);
    if (error instanceof UsageError) complain("see openweigh --help");
    return WRONG;
  }
}

/** A worker thread: file names in, results out. */
export function serve() {
  const { parentPort, workerData } = threads();
  if (workerData.module) start(workerData.module);
  const work = worker(workerData.openweigh);
  parentPort.on("message", (names) => parentPort.postMessage(names.map((name) => work(name))));
}

async function dispatch(given) {
  const { values, paths } = given;
  if (values.help) return print(help());
  if (values.version) return print(`${version()}\n`);
  if (values.completion !== undefined) return complete(values.completion);
  if (values.explain ?? values.compare ?? values.badge) quick();
  if (values.explain !== undefined) return explain(values.explain);
  if (values.compare !== undefined) return comparison(given);
  if (paths.length === 0) {
    if (process.stdin.isTTY) {
      errors().write(help());
      return WRONG;
    }
    paths.push("-");
  }
  return values.badge === undefined ? reports(given) : makeBadge(given);
}

async function reports(given) {
  const { values, paths } = given;
  const inputs = [];
  const rest = expand(paths);
  // So many are enough to know how to go about it; the others are found while the first are read.
  for (let next = rest.next(); !next.done; next = rest.next()) {
    inputs.push(next.value);
    if (inputs.length > FEW) break;
  }
  const single = inputs.length === 1;
  const few = inputs.length <= FEW;
  if (few) quick(inputs.reduce((sum, { bytes = Infinity }) => sum + bytes, 0));
  else lean();
  const plan = values.plan === undefined ? undefined : readPlan(values.plan);
  const job = {
    format: given.format,
    view: {
      single,
      decided: plan !== undefined,
      colors: mayColor(terminal(), process.env),
      width: columnsOf(terminal()),
      failOn: [...given.failOn],
    },
    options: {
      templates: !values["clauses-only"],
      ...(given.minimum === undefined ? {} : { minimum: given.minimum }),
      ...(given.documents === undefined ? {} : { documents: readDocuments(given.documents) }),
    },
    plan,
  };
  const form = format(job.format, job.view);
  const progress = new Progress(single);
  const work = worker(job);
  const direct = (input) => {
    if (input.problem !== undefined) return { problem: input.problem };
    if (input.kind === "hub") return fromHub(input.name, job);
    return work(input.name, input.kind === "stdin" ? readInput() : undefined);
  };
  let status = FINE;
  let printed = 0;
  const every = (function* () {
    yield* inputs;
    yield* rest;
  })();
  await write(form.head);
  const results = few
    ? oneByOne(inputs, direct)
    : rare().run(every, job, { concurrency: given.concurrency, direct, entry: import.meta.url });
  for await (const { input, result } of results) {
    progress.next();
    if (result.problem !== undefined) {
      progress.clear();
      complain(`${input.name}: ${result.problem}`);
      status = WRONG;
      continue;
    }
    if (result.warning !== undefined) {
      progress.clear();
      complain(`${input.name}: ${result.warning}`);
    }
    if (status === FINE && (given.failOn.has(result.kind) || given.failOn.has(result.outcome))) status = MET;
    await write((printed > 0 ? form.between : "") + result.chunk);
    printed += 1;
  }
  progress.clear();
  // A document is closed even when nothing could be read; people need no foot under nothing.
  if (printed > 0 || form.head !== "") await write(form.foot);
  return status;
}

// Below a few files a thread costs more than it gives.
async function* oneByOne(inputs, direct) {
  for (const input of inputs) yield { input, result: await direct(input) };
}

async function makeBadge({ values, paths }) {
  if (paths.length !== 1) throw new UsageError("--badge takes one input");
  const [path] = paths;
  const subject = /^hf:/.test(path) ? assess(await rare().collect(path)) : classify(textOf(path));
  const kind = /\.(?:md|markdown)$/i.test(values.badge) ? "markdown" : /\.html?$/i.test(values.badge) ? "html" : "svg";
  const made = badge(subject, { format: kind });
  if (values.badge === "-") return print(`${made}\n`);
  try {
    writeFileSync(values.badge, `${made}\n`);
  } catch (error) {
    throw new Error(`${values.badge}: cannot be written: ${reason(error)}`);
  }
  return FINE;
}

function comparison({ values, paths, format: name }) {
  if (paths.length !== 1) throw new UsageError("--compare takes two: --compare A B");
  const [a, b] = [values.compare, paths[0]].map(side);
  const colors = mayColor(terminal(), process.env) && name === "pretty";
  const difference = compare(a, b);
  if (name === "json" || name === "jsonl") {
    return print(`${JSON.stringify(difference, null, name === "json" ? 2 : 0)}\n`);
  }
  const texts = [a, b].map((side) => (typeof side === "string" ? side : undefined));
  const width = name === "plain" ? Infinity : columnsOf(terminal());
  return print(rare().compared(difference, { names: [values.compare, paths[0]], texts, colors, width }));
}

// A file, or else the id of a known license.
function side(name) {
  const { text, problem } = name === "-" ? readInput() : readText(name);
  if (text !== undefined) return text;
  if (/^[A-Za-z0-9][A-Za-z0-9.+-]*$/.test(name) && problem.includes("no such file")) return { id: name };
  throw new Error(`${name}: ${problem}`);
}

function textOf(name) {
  const { text, problem } = name === "-" ? readInput() : readText(name);
  if (text === undefined) throw new Error(`${name}: ${problem}`);
  return text;
}

function complete(shell) {
  const script = rare().completion(shell);
  if (script === undefined) throw new UsageError(`--completion knows bash, zsh and fish, not '${shell}'`);
  return print(script);
}

function explain(id) {
  const all = clauses();
  const clause = all.find((clause) => clause.id === id);
  if (!clause) {
    throw new UsageError(`no clause is called '${id}' (known: ${all.map((clause) => clause.id).join(", ")})`);
  }
  const lines = wrap(clause.summary, Math.min(columnsOf(terminal()), 100));
  return print(`${clause.title} (${clause.id}, ${clause.effect})\n\n${lines.join("\n")}\n`);
}

/** The texts of `--document`, by name. */
function readDocuments(given) {
  const texts = given.map(([name, path]) => {
    const { text, problem } = readText(path);
    if (problem !== undefined) throw new UsageError(`--document ${path}: ${problem}`);
    return [name, text];
  });
  return Object.fromEntries(texts);
}

function readPlan(path) {
  let plan;
  try {
    plan = JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    const what = error instanceof SyntaxError ? `no JSON: ${error.message}` : `cannot be read: ${reason(error)}`;
    throw new UsageError(`--plan ${path}: ${what}`);
  }
  // A wrong plan is wrong for every file, so it is told once and before them.
  try {
    decide(classify(""), plan);
  } catch (error) {
    throw new UsageError(`--plan ${path}: ${error.message}`);
  }
  return plan;
}

class Progress {
  constructor(single) {
    this.shown = !single && process.stderr.isTTY === true;
    this.count = 0;
    this.last = Date.now();
  }

  next() {
    this.count += 1;
    if (!this.shown || Date.now() - this.last < 100) return;
    this.last = Date.now();
    errors().write(`\r\u001b[K${this.count} files`);
  }

  clear() {
    if (this.shown) errors().write("\r\u001b[K");
  }
}

function columnsOf(stream) {
  return Math.max(40, stream.columns ?? (Number(process.env.COLUMNS) || 80));
}

async function print(text) {
  await write(text);
  return FINE;
}
