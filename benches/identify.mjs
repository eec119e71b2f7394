// Runs the identification of the built package over texts, in wasm: node benches/identify.mjs PACKAGE CASES.
// CASES has a JSON object a line: form, text. Prints a JSON object a line: what was named, and the time.

import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { createReadStream } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [, , folder, cases] = process.argv;
const began = performance.now();
const glue = await import(pathToFileURL(join(folder, "openweigh.js")).href);
const engine = glue.initSync({ module: readFileSync(join(folder, "openweigh_bg.wasm")) });
glue.identifyOnly("The first text pays for the index.");
const start = performance.now() - began;

const lines = createInterface({ input: createReadStream(cases), crlfDelay: Infinity });
for await (const line of lines) {
  const { form, text } = JSON.parse(line);
  let found = "";
  let best = Infinity;
  // The first run warms the caches; the best of three is least disturbed by others on the machine.
  for (let run = 0; run < 3; run += 1) {
    const from = performance.now();
    found = glue.identifyOnly(text);
    best = Math.min(best, performance.now() - from);
  }
  let floor = Infinity;
  if (form === "large") {
    for (let run = 0; run < 3; run += 1) {
      const from = performance.now();
      glue.countWords(text);
      floor = Math.min(floor, performance.now() - from);
    }
  }
  console.log(JSON.stringify({ found: found === "" ? [] : found.split("\n"), ms: best, floor: form === "large" ? floor : null }));
}
console.log(JSON.stringify({ start, memory: engine.memory.buffer.byteLength }));
