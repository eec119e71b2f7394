// The README's examples, run as they stand there. A block with a file name after `text` is a file; `js` blocks are
// followed by what they print; in `console` blocks what follows a command is what it prints. `sh` blocks need the
// registry or a network and are not run; `rust` blocks are doctests of the crate.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import test, { before } from "node:test";
import { project, write } from "./matrix/project.mjs";
import { root, run, texts } from "./tools.mjs";

/** Blocks of the README in order: `{ kind, content }`. */
export const blocks = [...readFileSync(join(root, "README.md"), "utf8").matchAll(/^```(.+)\n([^]*?)^```$/gm)].map(
  ([, kind, content]) => ({ kind, content }),
);

let dir;

before(async () => {
  ({ dir } = await project("readme"));
  write(dir, "LICENSE", texts["Apache-2.0"]);
  write(dir, ".gitignore", "node_modules\n");
  for (const { kind, content } of blocks) {
    const file = /^text (?!output$)(.+)$/.exec(kind)?.[1];
    if (file) write(dir, file, content);
  }
});

test("there is something of every kind", () => {
  const kinds = new Set(blocks.map(({ kind }) => kind));
  for (const kind of ["js", "text output", "console", "rust", "html", "text MODEL_LICENSE"]) assert.ok(kinds.has(kind), kind);
});

for (const [at, { kind, content }] of blocks.entries()) {
  if (kind === "js") {
    test(`JavaScript: ${content.trim().split("\n").at(-1)}`, async () => {
      assert.equal(blocks[at + 1]?.kind, "text output", "what it prints must follow");
      write(dir, `example-${at}.mjs`, content);
      const { status, stdout, stderr } = await run(process.execPath, [`example-${at}.mjs`], { cwd: dir });
      assert.equal(status, 0, stderr);
      assert.equal(stdout, blocks[at + 1].content);
    });
  }
  if (kind === "console") {
    for (const [, command, output] of content.matchAll(/^\$ (.*)\n((?:(?!\$ ).*\n)*)/gm)) {
      test(`command: ${command}`, async () => {
        const env = { ...process.env, NO_COLOR: "1", COLUMNS: "80", npm_config_offline: "true" };
        const { stdout, stderr } = await run("bash", ["-c", command], { cwd: dir, env });
        assert.equal(stdout, output, stderr);
      });
    }
  }
}
