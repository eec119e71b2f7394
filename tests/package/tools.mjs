// What the package tests share.

import { execFile, execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

/** The root of the repository. */
export const root = fileURLToPath(new URL("../../", import.meta.url));

/** The folder of everything that is built. */
export const target = process.env.OPENWEIGH_TARGET ?? join(root, "target");

/** The folder of the assembled npm package. */
export const folder = join(target, "npm/openweigh");

/** The folder of shared data beside the repository, or `null`: tests that need it are skipped without it. */
export const shared = existsSync(join(root, "../shared")) ? join(root, "../shared") : null;

/** For a test that needs the shared data. */
export const needsShared = shared ? {} : { skip: "needs ../shared, which is not there" };

/** The cargo that runs these tests, or the one on the path. */
export const cargo = process.env.CARGO ?? "cargo";

/** The folder of the SPDX texts in the `license` crate, which cargo has at hand. */
export function spdxData() {
  const args = ["metadata", "--format-version", "1", "--locked"];
  const { packages } = JSON.parse(execFileSync(cargo, args, { cwd: root, maxBuffer: 1 << 28, encoding: "utf8" }));
  return join(packages.find(({ name }) => name === "license").manifest_path, "../license-list-data/json");
}

/** A file of the package as a module. */
export const entry = (name) => import(pathToFileURL(join(folder, name)).href);

/** The license texts of some of the tools that are installed for the tests, by SPDX id. */
export const texts = {
  MIT: tool("ignore/LICENSE-MIT"),
  "Apache-2.0": tool("playwright-core/LICENSE"),
  "MPL-2.0": tool("axe-core/LICENSE"),
};

/** A license of our own making that forbids commercial use, on line 5. */
export const nonCommercial = `Example Model License

Permission is hereby granted, free of charge, to use, copy, modify and distribute the Model.

You may not use the Model for any commercial purpose.
`;

function tool(path) {
  return readFileSync(join(root, "www/node_modules", path), "utf8");
}

/** Runs a program: `{ status, stdout, stderr }`. `input` goes to its standard input. */
export function run(program, args, { input, ...options } = {}) {
  return new Promise((resolve) => {
    const child = execFile(program, args, { maxBuffer: 1 << 28, ...options }, (error, stdout, stderr) => {
      resolve({ status: error ? (error.code ?? 1) : 0, stdout, stderr });
    });
    child.stdin.on("error", () => {});
    child.stdin.end(input ?? "");
  });
}

/** Runs the command line of the package. */
export function openweigh(args, options = {}) {
  const env = { ...process.env, NO_COLOR: "1", ...options.env };
  delete env.FORCE_COLOR;
  return run(process.execPath, [join(folder, "cli.cjs"), ...args], { ...options, env: { ...env, ...options.env } });
}

/** A new empty folder that is removed after the test. */
export async function scratch(t) {
  const path = await mkdtemp(join(tmpdir(), "openweigh-"));
  t.after(() => rm(path, { recursive: true, force: true }));
  return path;
}

/** A license that makes a policy binding, and that policy. */
export const withPolicy = {
  url: "https://example.com/use-policy",
  text: `Example Model License

You may use, copy, change and distribute the Model and derivatives of it for any purpose.

Your use of the Model must comply with the Example Acceptable Use Policy (available at
https://example.com/use-policy), which is incorporated by reference into this Agreement.
`,
  policy: `Example Acceptable Use Policy — “Ürün”

You agree not to use the Model:
1. to develop weapons or to plan military operations;
2. to give medical advice;
3. for any commercial purpose.
`,
};
