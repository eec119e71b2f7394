// The command line. One license or many, as reports for people or for programs.

import { readFileSync } from "node:fs";
import { classify } from "../node.js";

/** Runs the command line on its arguments. */
export function main(args) {
  const flags = new Set(args.filter((arg) => arg.startsWith("--")));
  const options = flags.has("--clauses-only") ? { templates: false } : {};
  for (const path of args.filter((arg) => !arg.startsWith("--"))) {
    let text;
    try {
      text = readFileSync(path === "-" ? 0 : path, "utf8");
    } catch (error) {
      console.error(`openweigh: cannot read ${path}: ${error.code ?? error.message}`);
      process.exitCode = 2;
      continue;
    }
    const report = classify(text, options);
    console.log(flags.has("--jsonl") ? JSON.stringify({ file: path, report }) : JSON.stringify(report, null, 2));
  }
}
