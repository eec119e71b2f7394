// askalono in wasm over the texts of `cargo xtask bench`: node benches/peers.mjs GLUE CACHE CASES.
// CASES has a JSON object a line: text. Prints `{ found, ms }` a line, and `{ start, memory }` at the end.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [glueFolder, cache, cases] = process.argv.slice(2);
const began = performance.now();
const glue = await import(pathToFileURL(join(glueFolder, "peers_wasm.js")).href);
const { memory } = glue.initSync({ module: readFileSync(join(glueFolder, "peers_wasm_bg.wasm")) });
glue.start(readFileSync(cache));
const lines = readFileSync(cases, "utf8").split("\n").filter((line) => line !== "");
glue.identify(JSON.parse(lines[0]).text);
const start = performance.now() - began;
for (const line of lines) {
  const { text } = JSON.parse(line);
  let found = "";
  let ms = Infinity;
  for (let run = 0; run < 3; run += 1) {
    const from = performance.now();
    found = glue.identify(text);
    ms = Math.min(ms, performance.now() - from);
  }
  console.log(JSON.stringify({ found: found === "" ? [] : [found], ms }));
}
console.log(JSON.stringify({ start, memory: memory.buffer.byteLength }));
