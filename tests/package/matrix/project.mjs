// A fresh project with the packed tarball installed, and what every runtime and bundler must make of one text.

import assert from "node:assert/strict";
import { existsSync, mkdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { entry, folder, root, run, target, texts } from "../tools.mjs";

/** The folder with the runtimes and bundlers; `cargo xtask test` installs them. */
export const tools = join(root, "tests/package/matrix/node_modules");

/** A program of the tools. */
export const bin = (name) => join(tools, ".bin", name);

/** The text that everyone classifies: known words, unknown ones, letters beyond ASCII, Windows line ends. */
export const text = `${texts.MIT}\r\nYou may not use the Modell („é“, 模型, ⚖️) for any commercial purpose.\r\n`;

/** What everyone must say. */
export async function expected() {
  const { classify } = await entry("node.js");
  return JSON.stringify(classify(text));
}

/** Makes the project anew: `{ dir, tarball, bytes }`, with `text.txt` in it. */
export async function project(name) {
  assert.ok(existsSync(tools), "the matrix needs its tools: npm ci in tests/package/matrix (cargo xtask test does it)");
  const dir = join(target, "xtask/matrix", name);
  rmSync(dir, { recursive: true, force: true });
  mkdirSync(dir, { recursive: true });
  const packed = await run("npm", ["pack", folder, "--json", "--pack-destination", dir], { cwd: dir });
  assert.equal(packed.status, 0, packed.stderr);
  const [{ filename, files }] = [JSON.parse(packed.stdout)].flat();
  const tarball = join(dir, filename);
  write(dir, "package.json", JSON.stringify({ name: `project-${name}`, private: true, type: "module" }));
  const install = ["install", "--offline", "--no-audit", "--no-fund", "--no-package-lock", tarball];
  const installed = await run("npm", install, { cwd: dir });
  assert.equal(installed.status, 0, installed.stderr);
  write(dir, "text.txt", text);
  return { dir, bytes: statSync(tarball).size, files: files.map(({ path }) => path) };
}

/** Writes a file of the project. */
export function write(dir, path, content) {
  mkdirSync(join(dir, path, ".."), { recursive: true });
  writeFileSync(join(dir, path), content);
}
