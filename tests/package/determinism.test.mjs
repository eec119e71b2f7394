// The same text gives the same bytes from the wasm and natively: published texts, labelled ones, and texts that are
// damaged in every way that a seeded generator thinks of. The native engine is built with overflow checks, the wasm
// without, so a number that wraps shows as a difference.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, readdirSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join, relative } from "node:path";
import { createInterface } from "node:readline";
import test from "node:test";
import { licenses } from "../../benches/adversarial.mjs";
import { cargo, entry, folder, needsShared, root, run, scratch, shared, spdxData, target } from "./tools.mjs";

const { classify } = await entry("node.js");
const published = licenses(spdxData()).map(({ text }) => text);

/** Fails with the first text whose report differs; gives the hash of all reports. */
async function compare(cases, read = classify) {
  const args = ["run", "--quiet", "--package", "openweigh", "--example", "reports", "--", "--lines"];
  const native = spawn(cargo, args, { cwd: root, stdio: ["pipe", "pipe", "inherit"] });
  const ended = new Promise((resolve) => native.on("close", resolve));
  native.stdin.on("error", () => {});
  const write = async () => {
    for (const one of cases) {
      if (!native.stdin.write(`${JSON.stringify(one)}\n`)) await new Promise((resolve) => native.stdin.once("drain", resolve));
    }
    native.stdin.end();
  };
  const writing = write();
  const hash = createHash("sha256");
  let at = 0;
  for await (const line of createInterface({ input: native.stdout, crlfDelay: Infinity })) {
    const { text, templates } = cases[at];
    // Both in JavaScript's notation of numbers; the order of keys is kept.
    const own = JSON.stringify(read(text, { templates }));
    const theirs = JSON.stringify(JSON.parse(line));
    if (own !== theirs) assert.fail(`text ${at} (templates: ${templates}) differs:\n${difference(own, theirs)}\n${JSON.stringify(text.slice(0, 600))}`);
    hash.update(own);
    at += 1;
  }
  await writing;
  assert.equal(await ended, 0, "the native engine stopped");
  assert.equal(at, cases.length);
  return hash.digest("hex");
}

function difference(one, other) {
  let at = 0;
  while (one[at] === other[at]) at += 1;
  return `  wasm   …${one.slice(Math.max(0, at - 80), at + 80)}\n  native …${other.slice(Math.max(0, at - 80), at + 80)}`;
}

const both = (texts) => texts.flatMap((text) => [{ text, templates: true }, { text, templates: false }]);

test("published texts", async (t) => {
  const hash = await compare(published.map((text) => ({ text, templates: true })));
  t.diagnostic(`${published.length} texts of the SPDX list: the same bytes, sha256 ${hash}`);
});

test("labelled texts", needsShared, async (t) => {
  const folder = join(shared, "truth/texts");
  const texts = readdirSync(folder).sort().map((name) => readFileSync(join(folder, name), "utf8"));
  const hash = await compare(both(texts));
  t.diagnostic(`${texts.length} labelled texts, with templates and without: the same bytes, sha256 ${hash}`);
});

test("a thousand damaged texts", async (t) => {
  const texts = Array.from({ length: 1000 }, (_, seed) => damaged(seed));
  assert.ok(new Set(texts).size > 990);
  const hash = await compare(texts.map((text, at) => ({ text, templates: at % 4 !== 0 })));
  t.diagnostic(`${texts.length} damaged texts: the same bytes, sha256 ${hash}`);
});

test("the comparison finds a difference", async () => {
  const other = (text, options) => classify(`${text}\nYou may not sell it.`, options);
  await assert.rejects(compare([{ text: published[0], templates: true }], other), /differs/);
});

/** A piece of published text with some damage; the same for the same seed. */
function damaged(seed) {
  let state = (seed + 1) * 2_654_435_761;
  const below = (limit) => {
    state = (Math.imul(state ^ (state >>> 15), 2_246_822_519) + 3_266_489_917) >>> 0;
    return state % limit;
  };
  const piece = () => {
    const text = published[below(published.length)];
    const from = below(2) === 0 ? 0 : below(text.length);
    return text.slice(from, from + 200 + below(3800));
  };
  const odd = [
    "\0", "\ufeff", "\u2028", "é", "e\u0301", "模型", "不得用于商业目的。", "👩‍⚖️", "\u{10ffff}", "İ", "ﬁ", "ß", "&nbsp;", "&#x110000;",
    "<b>", "</p>", "<!--", "```\n", "| ", "\r", "\r\n", "\t", "    ", " - ", "1.2.3 ", "(a) ", "“", "”", "§ ", "© ", "SPDX-License-Identifier: ",
    "https://example.com/license ", "700 million ", "USD 1,000,000.50 ", "not ", "unless ", "You may not use it commercially. ", "license: mit\n",
  ];
  let text = piece();
  for (let times = 1 + below(8); times > 0; times -= 1) {
    const at = below(text.length + 1);
    const length = below(200);
    const [before, inside, after] = [text.slice(0, at), text.slice(at, at + length), text.slice(at + length)];
    const damage = [
      () => before + after,
      () => before + inside + inside + after,
      () => before + odd[below(odd.length)] + inside + after,
      () => before + inside.toUpperCase() + after,
      () => before + [...inside].reverse().join("") + after,
      () => before + inside.replaceAll(/\s+/g, odd[below(odd.length)]) + after,
      () => before + String.fromCodePoint(below(0xd800), 0xe000 + below(0x10_2000)) + inside + after,
      () => `${before}\n\n${piece()}\n\n${inside}${after}`,
      () => before + inside.replaceAll(/\d+|[aeiou]/g, () => odd[below(odd.length)]) + after,
    ];
    text = damage[below(damage.length)]();
  }
  // A cut through a pair leaves half a character, which no UTF-8 and so no native caller can have.
  return text.toWellFormed();
}

test("the package has the same bytes when it is assembled again, in another folder", async (t) => {
  const again = await scratch(t);
  const made = ["openweigh.js", "openweigh_bg.wasm", "README.md", "LICENSE-MIT", "LICENSE-APACHE", "NOTICE", "CHANGELOG.md"];
  for (const name of made) cpSync(join(folder, name), join(again, name));
  const { status, stderr } = await run(process.execPath, [join(root, "www/assemble.mjs"), again]);
  assert.equal(status, 0, stderr);
  const hashes = (from) =>
    readdirSync(from, { recursive: true, withFileTypes: true })
      .filter((file) => file.isFile())
      .map((file) => join(file.parentPath, file.name))
      .map((path) => `${relative(from, path)} ${createHash("sha256").update(readFileSync(path)).digest("hex")}`)
      .sort();
  assert.deepEqual(hashes(again), hashes(folder));
});

test("the bill of materials names the wasm and all that is in the package", () => {
  const bom = JSON.parse(readFileSync(join(target, "npm/openweigh.cdx.json"), "utf8"));
  const own = bom.metadata.component;
  const wasm = createHash("sha256").update(readFileSync(join(folder, "openweigh_bg.wasm"))).digest("hex");
  assert.equal(own.components[0].hashes[0].content, wasm);
  const names = bom.components.map(({ name }) => name);
  for (const name of ["serde", "wasm-bindgen", "fflate (npm)", "license", "scancode-toolkit-mini"]) assert.ok(names.includes(name), name);
  assert.ok(bom.components.every(({ licenses: [{ expression }], purl }) => expression && /^pkg:[a-z]+\/[\w.-]+(@[\w.%-]+)?$/.test(purl)));
  assert.deepEqual(new Set(bom.dependencies[0].dependsOn).size, bom.components.length);
});

test("nothing in the package tells where it was built", () => {
  const places = [root, homedir(), "/.cargo/", "node_modules/.cache"].filter((place) => place.length > 2);
  for (const file of readdirSync(folder, { recursive: true, withFileTypes: true }).filter((file) => file.isFile())) {
    const bytes = readFileSync(join(file.parentPath, file.name)).toString("latin1");
    for (const place of places) assert.ok(!bytes.includes(place), `${file.name} holds ${place}`);
  }
});
