// What the command line costs over many files: time with one worker and with two, memory, the order of its lines.
//
//   node benches/files.mjs PACKAGE LICENSE-DATA FOLDER   prints a JSON object a line, for `cargo xtask bench files`
//
// LICENSE-DATA is the folder of SPDX texts in the `license` crate; FOLDER is emptied and filled with files that are
// made from them: once of every kind that a checkout has (licenses, sources with a header, readmes, and some that cannot
// be read as text), once licenses alone.

import { spawn } from "node:child_process";
import { closeSync, createReadStream, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { argv, execPath } from "node:process";
import { createInterface } from "node:readline";
import { setTimeout } from "node:timers/promises";
import { licenses } from "./adversarial.mjs";

/** Kinds of files and their numbers, so far apart that a cost that grows faster than they do is seen. */
const SETS = { checkout: [1_000, 3_000, 10_000], licenses: [10_000] };
/** Runs of each; the shortest counts. */
const ROUNDS = 2;
/** Milliseconds between two looks at the memory. */
const LOOK = 20;

const CODE = "    let total = items.iter().map(|item| item.price * item.count).sum::<u64>(); // sum up\n";

/** The file of a number: its name below the folder, and its bytes. */
function file(list, at, set) {
  const folder = `${String(Math.floor(at / 100)).padStart(3, "0")}`;
  const license = list[(at * 37) % list.length].text;
  const name = (ending) => join(folder, `${String(at).padStart(5, "0")}${ending}`);
  switch (set === "licenses" ? 0 : at % 10) {
    case 0:
    case 1:
    case 2:
      return [name("-LICENSE"), `${license}\n\n${at}\n`];
    case 3:
    case 4:
      return [name(".md"), `# Project ${at}\n\nInstall it, run it.\n\n## License\n\nSPDX-License-Identifier: MIT\n`];
    case 5:
      // One of two hundred files is no text: a line says so, and the run goes on.
      if (at % 200 === 105) return [name(".bin"), new Uint8Array(4_000).map((_, place) => (place * 7 + at) % 256)];
      return [name(".txt"), `${CODE.repeat(20)}${license.slice(0, 4_000)}\n`];
    default:
      return [name(".rs"), `// Copyright ${1990 + (at % 30)} A. Person\n// Licensed under the Apache License, Version 2.0\n${CODE.repeat(40)}`];
  }
}

function fill(folder, list, set) {
  rmSync(folder, { recursive: true, force: true });
  const names = [];
  for (let at = 0; at < SETS[set].at(-1); at += 1) {
    const [name, bytes] = file(list, at, set);
    mkdirSync(join(folder, name, ".."), { recursive: true });
    writeFileSync(join(folder, name), bytes);
    names.push(name);
  }
  return names;
}

/** The most memory that a process has had, in bytes, and its time on processors; zeros where the system does not tell. */
function use(id) {
  try {
    const status = readFileSync(`/proc/${id}/status`, "utf8");
    // After the name in parentheses; times are in hundredths of a second.
    const fields = readFileSync(`/proc/${id}/stat`, "utf8").split(") ").at(-1).split(" ");
    return { memory: 1024 * Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0), cpu: 10 * (Number(fields[11]) + Number(fields[12])) };
  } catch {
    return { memory: 0, cpu: 0 };
  }
}

/** One run over some files: milliseconds of the clock and of processors, the most memory, whether the lines came in the order of the files. */
async function run(cli, folder, names, workers) {
  const begun = performance.now();
  // Read when it is over: what reads at the same time would take a processor from the second worker.
  const [out, err] = ["out.jsonl", "err.txt"].map((name) => join(folder, name));
  const written = [out, err].map((path) => openSync(path, "w"));
  const child = spawn(execPath, [cli, "--jsonl", "--concurrency", String(workers), ...names], {
    cwd: folder,
    stdio: ["ignore", ...written],
  });
  let [memory, cpu, over] = [0, 0, false];
  const looks = (async () => {
    while (!over) {
      const now = use(child.pid);
      memory = Math.max(memory, now.memory);
      cpu = Math.max(cpu, now.cpu);
      await setTimeout(LOOK);
    }
  })();
  const status = await new Promise((resolve) => child.on("close", resolve));
  const ms = performance.now() - begun;
  over = true;
  await looks;
  written.forEach((file) => closeSync(file));
  const texts = names.filter((name) => !name.endsWith(".bin"));
  let [lines, ordered] = [0, true];
  for await (const line of createInterface({ input: createReadStream(out) })) {
    ordered &&= JSON.parse(line).file === texts[lines];
    lines += 1;
  }
  const refused = readFileSync(err, "utf8").split("\n").filter((line) => line.includes(".bin: ")).length;
  const whole = lines === texts.length && refused === names.length - lines;
  return { files: names.length, workers, ms, cpu, memory, ordered: ordered && whole, status };
}

const [packageFolder, data, folder] = argv.slice(2);
const list = licenses(data);
const { bin } = JSON.parse(readFileSync(join(packageFolder, "package.json"), "utf8"));
const cli = join(packageFolder, bin.openweigh);
for (const [set, counts] of Object.entries(SETS)) {
  const names = fill(folder, list, set);
  for (const count of counts) {
    for (const workers of [1, 2]) {
      let best;
      for (let round = 0; round < ROUNDS; round += 1) {
        const one = await run(cli, folder, names.slice(0, count), workers);
        const memory = Math.max(one.memory, best?.memory ?? 0);
        best = { ...(best === undefined || one.ms < best.ms ? one : best), memory };
        if (!one.ordered) best.ordered = false;
      }
      console.log(JSON.stringify({ set, ...best }));
    }
  }
}
rmSync(folder, { recursive: true, force: true });
