// The packed tarball in a fresh project: every runtime, TypeScript setting and tool gives the same bytes.

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { chmodSync, cpSync, readFileSync } from "node:fs";
import { join } from "node:path";
import test, { before } from "node:test";
import { bin, expected, project, text, tools, write } from "./matrix/project.mjs";
import { folder, nonCommercial, root, run } from "./tools.mjs";

const www = createRequire(join(root, "www/package.json"));
// The budget of the whole package, in bytes.
const LARGEST_TARBALL = 1_600_000;

let dir;
let bytes;
let files;
let want;

before(async () => {
  ({ dir, bytes, files } = await project("runtimes"));
  want = await expected();
});

const script = `import { classify } from "openweigh";
import { readFileSync } from "node:fs";
process.stdout.write(JSON.stringify(classify(readFileSync("text.txt", "utf8"))));
`;

async function says(program, args, options = {}) {
  const { status, stdout, stderr } = await run(program, args, { cwd: dir, ...options });
  assert.equal(status, 0, stderr);
  assert.equal(stdout.trim(), want, stderr);
}

test("the tarball: size, and nothing in it that does not belong there", (t) => {
  t.diagnostic(`${bytes} bytes packed`);
  assert.ok(bytes <= LARGEST_TARBALL, `${bytes} bytes, ${LARGEST_TARBALL} at most`);
  for (const name of ["README.md", "LICENSE-MIT", "LICENSE-APACHE", "NOTICE", "openweigh.d.ts", "openweigh_bg.wasm", "cli.cjs"]) {
    assert.ok(files.includes(name), `${name} is missing`);
  }
  for (const file of files) assert.ok(!/^cli\/|\.test\.|\.ts$(?<!\.d\.ts)/.test(file), file);
});

test("publint finds nothing", async () => {
  const { status, stdout } = await run(process.execPath, [join(root, "www/node_modules/publint/src/cli.js"), "--strict", folder]);
  assert.equal(status, 0, stdout);
  assert.match(stdout, /All good!/);
});

test("attw finds nothing", async () => {
  const attw = join(root, "www/node_modules/@arethetypeswrong/cli/dist/index.js");
  const args = ["--pack", folder, "--profile", "esm-only", "--exclude-entrypoints", "openweigh_bg.wasm", "--no-emoji", "--no-color"];
  const { status, stdout, stderr } = await run(process.execPath, [attw, ...args]);
  assert.equal(status, 0, stdout + stderr);
});

test("Node: import, require, inline", async () => {
  write(dir, "import.mjs", script);
  await says(process.execPath, ["import.mjs"]);
  write(dir, "require.cjs", script.replace(/import (.*) from (".*");/g, "const $1 = require($2);"));
  await says(process.execPath, ["require.cjs"]);
  write(dir, "inline.mjs", script.replace('"openweigh"', '"openweigh/inline"'));
  await says(process.execPath, ["inline.mjs"]);
});

test("the command line of the installed package", async () => {
  const installed = join(dir, "node_modules/.bin/openweigh");
  const { status, stdout, stderr } = await run(installed, ["text.txt", "--jsonl"], { cwd: dir });
  assert.equal(status, 0, stderr);
  assert.equal(stdout, `{"file":"text.txt","report":${want}}\n`);
});

test("Deno", async () => {
  cpSync(join(root, "examples/classify.deno.ts"), join(dir, "classify.deno.ts"));
  await says(bin("deno"), ["run", "--no-remote", "--node-modules-dir=manual", "--allow-read", "classify.deno.ts", "text.txt"]);
});

test("Bun", async () => {
  cpSync(join(root, "examples/classify.bun.ts"), join(dir, "classify.bun.ts"));
  await says(bin("bun"), ["--no-install", "classify.bun.ts", "text.txt"]);
  write(dir, "require.cjs", script.replace(/import (.*) from (".*");/g, "const $1 = require($2);"));
  await says(bin("bun"), ["--no-install", "require.cjs"]);
});

test("workers of classifyMany in Deno and Bun", async () => {
  write(
    dir,
    "many.mjs",
    `import { classifyMany } from "openweigh";
import { readFileSync } from "node:fs";
const text = readFileSync("text.txt", "utf8");
const reports = [];
for await (const report of classifyMany([text, text, "x"], { concurrency: 2 })) reports.push(JSON.stringify(report));
if (reports.length !== 3 || reports[0] !== reports[1]) throw new Error(String(reports.length));
process.stdout.write(reports[0]);
`,
  );
  await says(process.execPath, ["many.mjs"]);
  await says(bin("deno"), ["run", "--no-remote", "--node-modules-dir=manual", "--allow-read", "--allow-env", "--allow-sys", "many.mjs"]);
  await says(bin("bun"), ["--no-install", "many.mjs"]);
});

test("a worker at the edge", async () => {
  const { build } = www("esbuild");
  cpSync(join(root, "examples/worker/worker.js"), join(dir, "worker.js"));
  // As wrangler bundles: the wasm stays a module of its own.
  await build({
    absWorkingDir: dir,
    entryPoints: ["worker.js"],
    outfile: join(dir, "edge/worker.js"),
    bundle: true,
    format: "esm",
    conditions: ["workerd"],
    plugins: [
      {
        name: "wasm",
        setup(build) {
          build.onResolve({ filter: /\.wasm$/ }, () => ({ path: "./openweigh_bg.wasm", external: true }));
        },
      },
    ],
  });
  cpSync(join(dir, "node_modules/openweigh/openweigh_bg.wasm"), join(dir, "edge/openweigh_bg.wasm"));
  const { Miniflare } = createRequire(join(tools, "../package.json"))("miniflare");
  const worker = new Miniflare({
    modules: [
      { type: "ESModule", path: join(dir, "edge/worker.js") },
      { type: "CompiledWasm", path: join(dir, "edge/openweigh_bg.wasm") },
    ],
    modulesRoot: join(dir, "edge"),
    compatibilityDate: "2025-01-01",
  });
  try {
    const response = await worker.dispatchFetch("http://localhost/", { method: "POST", body: text });
    assert.equal(await response.text(), want);
    assert.equal((await worker.dispatchFetch("http://localhost/")).status, 405);
  } finally {
    await worker.dispose();
  }
});

test("esbuild: one file with openweigh/inline", async () => {
  const { build } = www("esbuild");
  write(dir, "single.mjs", script.replace('"openweigh"', '"openweigh/inline"'));
  const common = { absWorkingDir: dir, entryPoints: ["single.mjs"], bundle: true, platform: "node", logLevel: "error" };
  await build({ ...common, format: "esm", outfile: join(dir, "single/esm.mjs") });
  await build({ ...common, format: "cjs", outfile: join(dir, "single/cjs.cjs") });
  await says(process.execPath, ["single/esm.mjs"]);
  await says(process.execPath, ["single/cjs.cjs"]);
});

test("an express route", async (t) => {
  const { spawn } = await import("node:child_process");
  cpSync(join(root, "examples/express/server.mjs"), join(dir, "server.mjs"));
  await import("node:fs/promises").then(({ symlink }) => symlink(join(tools, "express"), join(dir, "node_modules/express")));
  const server = spawn(process.execPath, ["server.mjs"], { cwd: dir, env: { ...process.env, PORT: "0" } });
  t.after(() => server.kill());
  const address = await new Promise((resolve, reject) => {
    server.stdout.on("data", (data) => resolve(/http:\S+/.exec(data)?.[0]));
    server.stderr.on("data", (data) => reject(new Error(String(data))));
  });
  const response = await fetch(`${address}/classify`, { method: "POST", body: text });
  assert.equal(await response.text(), want);
});

test("a gate for continuous integration", async () => {
  cpSync(join(root, "examples/gate.mjs"), join(dir, "gate.mjs"));
  cpSync(join(root, "examples/plan.json"), join(dir, "plan.json"));
  write(dir, "open.txt", readFileSync(join(root, "www/node_modules/ignore/LICENSE-MIT")));
  const good = await run(process.execPath, ["gate.mjs", "open.txt"], { cwd: dir });
  assert.deepEqual([good.status, good.stdout.trim().split("\n").at(-1)], [0, "no license stands in the way"], good.stderr);
  write(dir, "closed.txt", nonCommercial);
  const bad = await run(process.execPath, ["gate.mjs", "open.txt", "closed.txt"], { cwd: dir });
  assert.equal(bad.status, 1, bad.stdout + bad.stderr);
  assert.match(bad.stdout, /closed\.txt:5: .*\(commercial-use-forbidden\)/);
});

test("the GitHub Action", async () => {
  const action = readFileSync(join(root, "examples/action/action.yml"), "utf8");
  const script = action.split(/^ {6}run: \|\n/m)[1].replace(/^ {8}/gm, "");
  // The action asks the registry for the package; here npx gives the installed one.
  write(dir, "bin/npx", `#!/bin/sh\nshift 2\nexec "${join(dir, "node_modules/.bin/openweigh")}" "$@"\n`);
  chmodSync(join(dir, "bin/npx"), 0o755);
  write(dir, "checkout/LICENSE", readFileSync(join(root, "www/node_modules/ignore/LICENSE-MIT")));
  write(dir, "checkout/models/MODEL_LICENSE", nonCommercial);
  const act = (inputs) => {
    const given = { PATHS: ".", FAIL_ON: "", PLAN: "", SARIF: "", VERSION: "0.1.0", ...inputs };
    const env = { ...process.env, ...given, GITHUB_STEP_SUMMARY: join(dir, "summary.md"), PATH: `${join(dir, "bin")}:${process.env.PATH}` };
    return run("bash", ["-c", script], { cwd: join(dir, "checkout"), env });
  };
  const fine = await act({ PATHS: "LICENSE\n", SARIF: "out.sarif" });
  assert.equal(fine.status, 0, fine.stderr);
  assert.match(readFileSync(join(dir, "summary.md"), "utf8"), /^## LICENSE$/m);
  assert.equal(JSON.parse(readFileSync(join(dir, "checkout/out.sarif"), "utf8")).version, "2.1.0");
  const met = await act({ PATHS: "LICENSE\nmodels", FAIL_ON: "non-commercial" });
  assert.equal(met.status, 1, met.stderr);
  assert.match(met.stdout, /Non-commercial license +models\/MODEL_LICENSE/);
  assert.notEqual((await act({ PATHS: "nothing" })).status, 0);
});

test("TypeScript: nodenext, node16, bundler", async () => {
  write(
    dir,
    "consumer.mts",
    `import { readFileSync } from "node:fs";
import { classify, classifyMany, type Report, type VerdictKind } from "openweigh";
import { classify as inline } from "openweigh/inline";

const text: string = readFileSync("text.txt", "utf8");
const report: Report = classify(text, { minimum: 0.7 });
const kind: VerdictKind = inline(text).verdict.kind;
for await (const other of classifyMany([text], { signal: new AbortController().signal })) other.answers.publishChanges.value === "network";
// @ts-expect-error the text must be a string
if (kind === "closed") classify(5);
process.stdout.write(JSON.stringify(report));
`,
  );
  const types = join(root, "www/node_modules/@types");
  const settings = { nodenext: "nodenext", node16: "node16", bundler: "esnext" };
  const tsc = join(root, "www/node_modules/typescript/bin/tsc");
  for (const [resolution, module] of Object.entries(settings)) {
    const compilerOptions = {
      strict: true,
      skipLibCheck: false,
      exactOptionalPropertyTypes: true,
      target: "es2022",
      lib: ["es2023", "dom"],
      typeRoots: [types],
      types: ["node"],
      module,
      moduleResolution: resolution,
      outDir: `out-${resolution}`,
    };
    write(dir, `tsconfig.${resolution}.json`, JSON.stringify({ compilerOptions, files: ["consumer.mts"] }));
    const { status, stdout } = await run(process.execPath, [tsc, "--project", `tsconfig.${resolution}.json`], { cwd: dir });
    assert.equal(status, 0, `${resolution}: ${stdout}`);
    await says(process.execPath, [`out-${resolution}/consumer.mjs`]);
  }
});
