// Times full readings of license texts in wasm, through the built package: PACKAGE FOLDER RUNS.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [packageFolder, folder, runs] = process.argv.slice(2);
const { exports } = JSON.parse(readFileSync(join(packageFolder, "package.json"), "utf8"));
const entry = typeof exports["."] === "string" ? exports["."] : (exports["."].node?.default ?? exports["."].node ?? exports["."].default);
const { classify } = await import(pathToFileURL(join(packageFolder, entry)).href);

const median = (values) => values.sort((a, b) => a - b)[values.length >> 1];
const texts = readdirSync(folder).sort().map((name) => readFileSync(join(folder, name), "utf8"));
for (const [name, options] of [["clauses only", { templates: false }], ["full report", {}]]) {
  for (const text of texts) classify(text, options); // warm
  const each = texts.map((text) => {
    const times = Array.from({ length: Number(runs) }, () => {
      const begun = performance.now();
      classify(text, options);
      return performance.now() - begun;
    });
    return median(times) / (text.length / 1e4);
  });
  console.log(`wasm, ${name}: ${median(each).toFixed(3)} ms per 10 KB, median of ${texts.length} texts`);
}
