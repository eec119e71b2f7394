// What is done with one input; the same in the main thread and in workers.

import { assess, classify, decide } from "../node.js";
import { format } from "./formats.js";
import { rare } from "./load.js";
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

/** The result for one release on a hub, as `worker` gives it for a file. */
export async function fromHub(name, job) {
  try {
    const assessment = assess(await rare().collect(name));
    const decision = job.plan === undefined ? undefined : decide(assessment, job.plan);
    const chunk = format(job.format, job.view).entry({ file: name, assessment, decision });
    // Without a license there is nothing that permits anything.
    const kind = assessment.license?.verdict ?? "unrecognized";
    return { chunk, kind, outcome: decision?.outcome };
  } catch (error) {
    return { problem: error.message };
  }
}
