// A gate for continuous integration: fails when a license text rules out what you are going to do.
// usage: node gate.mjs FILE… (plan.json beside this file says what you are going to do)

import { readFileSync } from "node:fs";
import { classify, decide } from "openweigh";

const plan = JSON.parse(readFileSync(new URL("./plan.json", import.meta.url), "utf8"));
const levels = { clear: "ok", conditions: "ok", ask: "warning", unknown: "warning", blocked: "error" };
let errors = 0;

for (const file of process.argv.slice(2)) {
  const text = readFileSync(file, "utf8");
  const report = classify(text);
  const decision = decide(report, plan);
  const level = levels[decision.outcome];
  if (level === "error") errors += 1;
  console.log(`${file}: ${level}: ${report.verdict.label}. ${decision.summary}`);
  if (level === "ok") continue;
  for (const finding of report.clauses.filter(({ id }) => decision.deciding.some((reason) => reason.id === id))) {
    const line = text.slice(0, finding.spans[0].start).split("\n").length;
    console.log(`  ${file}:${line}: ${finding.title} (${finding.id})\n    ${finding.quote}`);
  }
}

console.log(errors === 0 ? "no license stands in the way" : `in the way: ${errors}`);
process.exitCode = errors === 0 ? 0 : 1;
