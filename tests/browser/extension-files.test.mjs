// What can be told of the extension without a browser: its permissions, its words, its sources, its zip.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { cp, mkdtemp, readFile, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { EXTENSION } from "./extension-harness.mjs";
import { root, target } from "./tools.mjs";

const source = join(root, "www/extension");
const { pack } = await import(join(source, "pack.mjs"));

/** Every source file of the extension, as `[name, text]`. */
async function sources() {
  const names = (await readdir(source, { recursive: true })).filter((name) => /\.(?:ts|html|css|json)$/.test(name));
  return Promise.all(names.map(async (name) => [name, await readFile(join(source, name), "utf8")]));
}

test("permissions: storage, context menus and the hub; everything else only when asked for", async () => {
  const manifest = JSON.parse(await readFile(join(EXTENSION, "manifest.json"), "utf8"));
  assert.deepEqual(manifest.permissions, ["storage", "contextMenus"]);
  assert.deepEqual(manifest.host_permissions, ["https://huggingface.co/*"]);
  assert.deepEqual(manifest.content_scripts.flatMap(({ matches }) => matches), ["https://huggingface.co/*"]);
  assert.equal(manifest.content_security_policy.extension_pages, "script-src 'self' 'wasm-unsafe-eval'; object-src 'self'");
  assert.equal(manifest.web_accessible_resources, undefined);
  assert.equal(manifest.externally_connectable, undefined);
});

test("every file that the manifest and the pages name is there", async () => {
  const texts = (await sources()).filter(([name]) => /^(?:manifest\.json|[^/]*\.html)$/.test(name));
  const named = texts.flatMap(([, text]) => [...text.matchAll(/"((?:icons\/)?[\w-]+\.(?:js|css|html|png|svg))"/g)].map(([, file]) => file));
  assert.ok(named.length > 10);
  for (const file of named) assert.ok((await readFile(join(EXTENSION, file))).length > 0, file);
});

test("no markup from strings, no code from elsewhere", async () => {
  for (const [name, text] of await sources()) {
    assert.doesNotMatch(text, /innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|importScripts|setTimeout\("/, name);
    if (name.endsWith(".html")) assert.doesNotMatch(text, /(?:src|href)="https?:|\son\w+="|<style|<script>/, name);
  }
  for (const name of await readdir(EXTENSION)) {
    if (!name.endsWith(".js")) continue;
    assert.doesNotMatch(await readFile(join(EXTENSION, name), "utf8"), /\.(?:inner|outer)HTML\s*=|insertAdjacentHTML|\beval\(|new Function\(/, name);
  }
});

test("every language has every message, with the same places; every message that is used exists", async () => {
  const tables = new Map();
  for (const locale of await readdir(join(source, "_locales"))) {
    tables.set(locale, JSON.parse(await readFile(join(source, "_locales", locale, "messages.json"), "utf8")));
  }
  assert.deepEqual([...tables.keys()].sort(), ["de", "en", "zh_CN"]);
  const english = tables.get("en");
  const places = (text) => [...text.matchAll(/\$[1-9]/g)].map(([place]) => place).sort().join();
  for (const [locale, table] of tables) {
    assert.deepEqual(Object.keys(table).sort(), Object.keys(english).sort(), locale);
    for (const [key, { message }] of Object.entries(table)) {
      assert.ok(message.trim() !== "", `${locale} ${key}`);
      assert.equal(places(message), places(english[key].message), `${locale} ${key}`);
    }
  }
  const used = (await sources()).flatMap(([name, text]) => {
    const keys = [...text.matchAll(/(?<![\w.])t\("([\w]+)"/g), ...text.matchAll(/data-t(?:-placeholder)?="(\w+)"/g), ...text.matchAll(/__MSG_(\w+)__/g)].map(([, key]) => key);
    return keys.map((key) => [name, key]);
  });
  assert.ok(used.length > 60);
  for (const [name, key] of used) assert.ok(english[key], `${name}: ${key}`);
  const reasons = [...(await readFile(join(source, "result.ts"), "utf8")).match(/type Reason =([^;]+);/)[1].matchAll(/"([\w-]+)"/g)].map(([, id]) => id);
  for (const id of reasons) assert.ok(english[`reason_${id.replaceAll("-", "_")}`], id);
  const types = await readFile(join(root, "pkg-template/openweigh.d.ts"), "utf8");
  for (const [type, prefix] of [["BadgeKind", "badge"], ["VerdictKind", "badge"], ["ComponentId", "component"], ["Relation", "relation"]]) {
    const ids = [...types.match(new RegExp(`type ${type} =([^;]+);`))[1].matchAll(/"([\w-]+)"/g)].map(([, id]) => id);
    for (const id of ids) assert.ok(english[`${prefix}_${id.replaceAll("-", "_")}`], `${prefix} ${id}`);
  }
  for (const outcome of types.match(/outcome: ("clear"[^;]+);/)[1].matchAll(/"(\w+)"/g)) assert.ok(english[`plan_${outcome[1]}`]);
  assert.ok(english.extensionDescription.message.length <= 132, "stores cut longer descriptions");
});

test("the zip has the same bytes twice, in another folder too, and holds no sources or maps", async () => {
  const folder = await mkdtemp(join(tmpdir(), "openweigh-zip-"));
  try {
    const { version } = JSON.parse(await readFile(join(target, "npm/openweigh/package.json"), "utf8"));
    const hash = async (file) => createHash("sha256").update(await readFile(file)).digest("hex");
    const built = await hash(join(target, "openweigh-extension.zip"));
    await cp(EXTENSION, join(folder, "copy"), { recursive: true });
    await pack(join(folder, "copy"), version, join(folder, "again.zip"));
    assert.equal(await hash(join(folder, "again.zip")), built);
    const { unzipSync } = (await import("node:module")).createRequire(join(root, "www/package.json"))("fflate");
    const names = Object.keys(unzipSync(await readFile(join(folder, "again.zip"))));
    assert.deepEqual(names, [...names].sort(), "in order");
    assert.ok(names.includes("manifest.json") && names.includes("openweigh_bg.wasm"));
    assert.ok(names.every((name) => !/\.(?:ts|map|mjs)$/.test(name)), names.join(" "));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
