// The wasm side of `cargo xtask bench`, in Node: the built package as it is shipped.
//
//   measure.mjs stages PACKAGE FLOOR TEXTS ROUNDS   each stage over sets of texts; the lines of benches/measure.rs
//   measure.mjs start PACKAGE TEXT                  the start of this process to the first report of TEXT
//   measure.mjs memory PACKAGE TEXTS                memory of the wasm after the texts of each set, in their order
//   measure.mjs sizes FILE…                         bytes of files: raw, gzip, brotli
//
// FLOOR is a folder with the glue and the wasm of benches/floor. Each mode prints a JSON object a line.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

// A pass shorter than this is repeated within a round, because a clock is not exact below it.
const SHORTEST = 2;

function print(value) {
  console.log(JSON.stringify(value));
}

const glueOf = (folder, name) => import(pathToFileURL(join(folder, `${name}.js`)).href);

function setsOf(path) {
  const sets = new Map();
  for (const line of readFileSync(path, "utf8").split("\n")) {
    if (line === "") continue;
    const { set, text } = JSON.parse(line);
    sets.set(set, [...(sets.get(set) ?? []), text]);
  }
  return [...sets];
}

async function stages(folder, floorFolder, path, rounds) {
  const glue = await glueOf(folder, "openweigh");
  glue.initSync({ module: readFileSync(join(folder, "openweigh_bg.wasm")) });
  const floor = await glueOf(floorFolder, "floor");
  floor.initSync({ module: readFileSync(join(floorFolder, "floor_bg.wasm")) });
  const clausesOnly = { templates: false };
  const all = [
    ["floor", (text) => floor.floor(text)],
    ["words", (text) => glue.countWords(text)],
    ["identify", (text) => glue.identifyOnly(text)],
    ["clauses", (text) => glue.classify(text, clausesOnly)],
    ["report", (text) => glue.classify(text)],
  ];
  const sets = setsOf(path);
  const least = new Map();
  for (let round = 0; round < Number(rounds); round += 1) {
    for (const [set, texts] of sets) {
      for (const [stage, work] of all) {
        const pass = () => {
          for (const text of texts) work(text);
        };
        let ms = timed(pass);
        const times = Math.min(Math.ceil(SHORTEST / Math.max(ms, 1e-6)), 10_000);
        if (times > 1) {
          const again = timed(() => {
            for (let time = 0; time < times; time += 1) pass();
          });
          ms = Math.min(ms, again / times);
        }
        const key = JSON.stringify([set, stage]);
        least.set(key, Math.min(least.get(key) ?? Infinity, ms));
      }
    }
  }
  for (const [key, ms] of least) {
    const [set, stage] = JSON.parse(key);
    print({ set, stage, ms });
  }
}

/**
 * Milliseconds of processor time. On a machine that does other things as well a long pass is always interrupted and a
 * short one sometimes not, so ratios of the times on the clock would say more of the machine than of the engine.
 */
function timed(work) {
  const begun = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(begun);
  return (user + system) / 1e3;
}

async function start(folder, path) {
  const text = readFileSync(path, "utf8");
  const times = {};
  let last = performance.now();
  const lap = (name) => {
    const now = performance.now();
    times[name] = now - last;
    last = now;
  };
  const glue = await glueOf(folder, "openweigh");
  lap("import");
  const bytes = readFileSync(join(folder, "openweigh_bg.wasm"));
  lap("read");
  const module = new WebAssembly.Module(bytes);
  lap("compile");
  glue.initSync({ module });
  lap("instantiate");
  glue.classify(text);
  lap("first report");
  glue.classify(text);
  lap("second report");
  print(times);
}

async function memory(folder, path) {
  const glue = await glueOf(folder, "openweigh");
  const { memory } = glue.initSync({ module: readFileSync(join(folder, "openweigh_bg.wasm")) });
  print({ after: "start", bytes: memory.buffer.byteLength });
  for (const [set, texts] of setsOf(path)) {
    for (const text of texts) glue.classify(text);
    print({ after: set, bytes: memory.buffer.byteLength });
  }
}

async function sizes(...paths) {
  for (const path of paths) {
    const bytes = readFileSync(path);
    const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
    const gzip = gzipSync(bytes, { level: 9 }).length;
    print({ path, raw: bytes.length, gzip, brotli: brotliCompressSync(bytes, { params }).length });
  }
}

const [mode, ...rest] = process.argv.slice(2);
const modes = { stages, start, memory, sizes };
if (!modes[mode]) {
  console.error(`measure.mjs: there is no mode ${mode}`);
  process.exit(2);
}
await modes[mode](...rest);
