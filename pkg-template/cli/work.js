// What is done with one input; the same in the main thread and in workers.

import { classify, decide } from "../node.js";
import { format } from "./formats.js";
import { readText } from "./read.js";

/**
 * Makes the function that turns an input into `{ chunk, kind, outcome, warning }`, or `{ problem }`. `job` is plain
 * data, so that it can be sent to a worker: `format`, `view`, `options`, `plan`.
 */
export function worker(job) {
  let form;
  const work = (name, given) => {
    const { text, warning, problem } = given ?? readText(name);
    if (problem !== undefined) return { problem };
    try {
      const report = classify(text, job.options);
      const decision = job.plan === undefined ? undefined : decide(report, job.plan);
      form ??= format(job.format, job.view);
      const chunk = form.entry({ file: name, text, report, decision });
      return { chunk, warning, kind: report.verdict.kind, outcome: decision?.outcome };
    } catch (error) {
      return { problem: `failed: ${error.message}` };
    }
  };
  return work;
}
