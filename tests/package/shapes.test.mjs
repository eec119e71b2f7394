// What the engine gives is what openweigh.d.ts declares: real results, written down as literals of their types, compile.
// A field that is not declared, or a value that a union does not know, is an error of the compiler.

import assert from "node:assert/strict";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { entry, folder, nonCommercial, root, run, shared, target, texts } from "./tools.mjs";

const { assess, badge, classify, clauses, compare, decide, templates } = await entry("node.js");

const llama = shared && readFileSync(join(shared, "truth/texts/llama-3.1.txt"), "utf8");
const changed = texts.MIT.replace("without restriction", "for research only").replace(/sublicense, and\/or sell/, "and keep");

const releases = [
  {},
  { id: "a/b", texts: { LICENSE: texts["Apache-2.0"] }, license: "apache-2.0", files: ["LICENSE", "model.safetensors"] },
  {
    id: "a/c",
    kind: "model",
    texts: { LICENSE: nonCommercial, "USE_POLICY.md": "You agree not to use the Model for spam." },
    license: ["mit", "other"],
    licenseName: "example",
    licenseLink: "https://example.com/license",
    card: { datasets: ["x/y"], library: "transformers", gated: "auto", gatePrompt: nonCommercial, text: "# Model", evaluation: true },
    files: [{ path: "LICENSE" }, { path: "model.safetensors" }, "train.py", "config.json"],
    baseModels: [{ id: "meta-llama/Llama-3.1-8B", relation: "finetune", why: "not found" }],
    missing: [{ part: "README.md", why: "not found" }],
  },
  ...(llama ? [{ id: "m/l", texts: { LICENSE: llama }, license: "llama3.1", files: ["LICENSE", "model.safetensors"] }] : []),
];

const plans = [
  {},
  { commercial: true, monthlyUsers: 900_000_000, redistribution: ["derivatives", "hosted"], regions: ["EU"], trainOnOutputs: true },
  { commercial: false, purpose: "research", redistribution: "none", annualRevenue: { amount: 5, currency: "EUR" } },
];

test("results compile as their declared types", async () => {
  const corpus = shared ? readdirSync(join(shared, "truth/texts")).filter((name) => name.endsWith(".txt")) : [];
  const more = corpus.map((name) => readFileSync(join(shared, "truth/texts", name), "utf8"));
  const all = [...Object.values(texts), nonCommercial, changed, "", ...more];
  const assessments = releases.map((release) => assess(release));
  const subjects = [classify(nonCommercial), ...assessments];
  const values = {
    Report: all.map((text) => classify(text)),
    Assessment: assessments,
    Decision: subjects.flatMap((subject) => plans.map((plan) => decide(subject, plan))),
    Comparison: [compare(texts.MIT, changed), compare(nonCommercial, "x"), compare(texts.MIT, { id: "Apache-2.0" })],
    Clause: clauses(),
    Template: templates(),
  };
  const dir = join(target, "xtask/shapes");
  rmSync(dir, { recursive: true, force: true });
  mkdirSync(dir, { recursive: true });
  const lines = [`import type { ${Object.keys(values).join(", ")} } from "openweigh";`];
  let count = 0;
  for (const [type, list] of Object.entries(values)) {
    for (const value of list) {
      lines.push(`export const value${count}: ${type} = ${JSON.stringify(value)};`);
      count += 1;
    }
  }
  lines.push(`export const inputs: [import("openweigh").Release[], import("openweigh").Plan[]] = ${JSON.stringify([releases, plans])};`);
  writeFileSync(join(dir, "values.ts"), `${lines.join("\n")}\n`);
  // The check itself is checked: a field that is not declared must be found.
  const broken = lines[1].replace('"schema":1', '"schema":1,"nothing":0');
  assert.notEqual(broken, lines[1]);
  writeFileSync(join(dir, "broken.ts"), `${lines[0]}\n// @ts-expect-error not declared\n${broken}\n`);
  const compilerOptions = {
    strict: true,
    exactOptionalPropertyTypes: true,
    noEmit: true,
    target: "es2022",
    module: "esnext",
    moduleResolution: "bundler",
    lib: ["es2023", "dom"],
    types: [],
    paths: { openweigh: [join(folder, "openweigh.d.ts")] },
  };
  writeFileSync(join(dir, "tsconfig.json"), JSON.stringify({ compilerOptions, include: ["*.ts"] }));
  const tsc = join(root, "www/node_modules/typescript/bin/tsc");
  const { status, stdout } = await run(process.execPath, [tsc, "--project", dir]);
  assert.equal(status, 0, stdout.slice(0, 4000));
});

test("badges in every form", () => {
  for (const subject of [classify(texts.MIT), classify(texts.MIT).verdict, assess(releases[1])]) {
    assert.match(badge(subject), /^<svg /);
    assert.match(badge(subject, { format: "svg" }), /^<svg /);
    assert.match(badge(subject, { format: "markdown" }), /^\[?!?\[/);
    assert.match(badge(subject, { format: "html" }), /^</);
  }
  assert.throws(() => badge(5), { name: "TypeError" });
  assert.throws(() => badge(classify(""), { format: "gif" }), { name: /^(Type|Range)Error$/, message: /format/ });
});
