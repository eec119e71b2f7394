// The entries of the built package, in this Node.

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import test from "node:test";
import { pathToFileURL } from "node:url";
import { join } from "node:path";
import { folder } from "./tools.mjs";

const entry = (name) => import(pathToFileURL(join(folder, name)));

test("import and require give the same functions", async () => {
  const imported = await entry("node.js");
  const required = createRequire(import.meta.url)(join(folder, "node.js"));
  assert.deepEqual(Object.keys(required).sort(), Object.keys(imported).sort());
  assert.equal(typeof required.classify("text").verdict.kind, "string");
});

test("the browser entry asks for init", async () => {
  // A copy of the module graph of its own, which no other entry has started.
  const script = `import { classify, OpenweighError } from ${JSON.stringify(pathToFileURL(join(folder, "browser.js")).href)};
    try { classify("x"); } catch (error) { console.log(error instanceof OpenweighError, error.code, error.message); }`;
  const { execFileSync } = await import("node:child_process");
  const said = execFileSync(process.execPath, ["--input-type=module", "-e", script], { encoding: "utf8" });
  assert.equal(said, "true not-initialized the engine is not loaded yet: call `await init()` first\n");
});
