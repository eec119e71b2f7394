// The functions of the built package in this Node: entries, arguments, odd texts.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import test from "node:test";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { entry, folder, run, texts, withPolicy } from "./tools.mjs";

const engine = await entry("node.js");
const { classify, decide, OpenweighError } = engine;

/** What every report must have, whatever the text. */
function checkShape(report, text) {
  assert.equal(report.schema, 1);
  assert.equal(typeof report.verdict.label, "string");
  assert.ok(report.verdict.label.length <= 22, report.verdict.label);
  const questions = ["commercialUse", "redistribution", "modification", "usageRestrictions", "publishChanges"];
  assert.deepEqual(Object.keys(report.answers).sort(), questions.sort());
  for (const finding of report.clauses) {
    assert.ok(finding.spans.length > 0, finding.id);
    for (const span of finding.spans) checkSpan(span, text);
  }
  for (const license of report.licenses) {
    assert.ok(license.similarity >= 0 && license.similarity <= 1);
    for (const span of license.spans) checkSpan(span, text);
    for (const edit of license.edits) checkSpan(edit.span, text);
  }
  for (const document of report.documents) checkSpan(document.span, text);
  // A plain object: what JSON can carry and nothing else.
  assert.deepEqual(JSON.parse(JSON.stringify(report)), report);
}

function checkSpan({ start, end }, text) {
  assert.ok(Number.isInteger(start) && Number.isInteger(end), `${start}..${end}`);
  assert.ok(0 <= start && start <= end && end <= text.length, `${start}..${end} of ${text.length}`);
}

test("import and require give the same functions", () => {
  const required = createRequire(import.meta.url)(join(folder, "node.js"));
  assert.deepEqual(Object.keys(required).sort(), Object.keys(engine).sort());
  assert.deepEqual(required.classify(texts.MIT), classify(texts.MIT));
});

test("the types declare exactly what is exported", async () => {
  const types = readFileSync(join(folder, "openweigh.d.ts"), "utf8");
  const declared = [...types.matchAll(/^export (?:declare )?(?:function|class|const) (\w+)/gm)].map((match) => match[1]);
  for (const name of ["node.js", "inline.js", "browser.js"]) {
    assert.deepEqual(Object.keys(await entry(name)).sort(), [...new Set(declared)].sort(), name);
  }
});

test("every export is in the engine", async () => {
  const glue = await entry("openweigh.js");
  for (const name of ["classify", "assess", "decide", "compare", "badge", "templates", "clauses", "addTemplate", "version"]) {
    assert.equal(typeof glue[name], "function", name);
  }
});

test("the browser entry asks for init and says when the wasm cannot be had", async () => {
  const browser = pathToFileURL(join(folder, "browser.js")).href;
  const script = `import { classify, init, OpenweighError } from ${JSON.stringify(browser)};
    try { classify("x"); } catch (error) { console.log(error instanceof OpenweighError, error.code, error.message); }
    try { await init("data:text/plain,none"); } catch (error) { console.log(error.code); }
    try { await init("http://127.0.0.1:1/none.wasm"); } catch (error) { console.log(error.code); }
    import { readFileSync } from "node:fs";
    await init(readFileSync(${JSON.stringify(join(folder, "openweigh_bg.wasm"))}));
    console.log(classify("x").verdict.kind);`;
  const { stdout, stderr } = await run(process.execPath, ["--input-type=module", "-e", script]);
  assert.equal(
    stdout,
    "true not-initialized the engine is not loaded yet: call `await init()` first\nload-failed\nload-failed\nunrecognized\n",
    stderr,
  );
});

test("documents that a text makes binding are read where they are given", () => {
  const { url, text, policy } = withPolicy;
  const alone = classify(text);
  assert.deepEqual(alone.documents.map(({ read, clauses }) => [read, clauses]), [[false, []]]);
  assert.equal(alone.answers.commercialUse.value, "allowed");
  for (const name of [url, "http://www.example.com/use-policy/", "example acceptable use policy"]) {
    const joined = classify(text, { documents: { [name]: policy } });
    const [document] = joined.documents;
    assert.ok(document.read, name);
    assert.deepEqual(joined.clauses, alone.clauses);
    assert.ok(document.clauses.some(({ id }) => id === "field-of-use"));
    for (const { quote, spans } of document.clauses) {
      const words = spans.map(({ start, end }) => policy.slice(start, end).split(/\s+/).join(" "));
      assert.equal(words.join(" … ").slice(0, quote.length), quote);
    }
    assert.equal(joined.verdict.kind, "non-commercial");
    assert.equal(joined.answers.commercialUse.value, "forbidden");
    assert.ok(joined.notes.every(({ id }) => id !== "policy-not-read"));
    assert.equal(decide(joined, { commercial: true }).outcome, "blocked");
    assert.deepEqual(decide(joined, { commercial: false, fields: ["medical-advice"] }).outcome, "blocked");
  }
  const other = classify(text, { documents: { "https://example.com/privacy": policy } });
  assert.deepEqual(other.documents, alone.documents);
  assert.deepEqual(other.verdict, alone.verdict);
  assert.match(other.notes.find(({ id }) => id === "document-not-named").text, /example\.com\/privacy/);
  for (const documents of [null, 5, "x", [policy], { a: 5 }, { a: null }]) {
    assert.throws(() => classify(text, { documents }), { name: "TypeError", message: /options\.documents/ }, String(documents));
  }
});

test("wrong arguments are TypeErrors that name the argument", () => {
  for (const wrong of [5, undefined, null, {}, [], true, Symbol("x"), 10n, () => "MIT"]) {
    assert.throws(() => classify(wrong), { name: "TypeError", message: /^text must be a string/ }, String(wrong));
  }
  assert.throws(() => classify("x", 5), { name: "TypeError", message: /options/ });
  assert.throws(() => classify("x", { templates: "no" }), { name: "TypeError", message: /options\.templates/ });
  for (const minimum of ["1", -0.1, 1.1, NaN, Infinity]) {
    assert.throws(() => classify("x", { minimum }), { name: /^(Type|Range)Error$/, message: /options\.minimum/ });
  }
  // An option that throws when it is read is the caller's own error.
  const trap = {
    get templates() {
      throw new RangeError("mine");
    },
  };
  assert.throws(() => classify("x", trap), { name: "RangeError", message: "mine" });
});

test("texts that are no license are not recognized, whatever is in them", () => {
  const odd = {
    empty: "",
    "one word": "hello",
    spaces: " \n\t\r\n ",
    NUL: "\0",
    "NULs among words": "a\0b\0 c",
    "a lone high surrogate": "\ud800",
    "lone surrogates": "\udc00\ud800 text \udfff",
    "random code units": Array.from({ length: 20_000 }, (_, at) => String.fromCharCode((at * 40_503 + 7) % 65_536)).join(""),
    "no spaces": "x".repeat(100_000),
    "only punctuation": "!?;:,.()[]{}".repeat(5_000),
    emoji: "👩‍⚖️⚖️📜".repeat(3_000),
    "zero width": "\u200b\u200d\ufeff".repeat(3_000),
    "open brackets": "<".repeat(50_000),
    entities: "&amp".repeat(20_000),
  };
  for (const [name, text] of Object.entries(odd)) {
    for (const options of [undefined, null, {}, { templates: false }, { minimum: 0 }, { minimum: 1 }]) {
      const report = classify(text, options);
      checkShape(report, text);
      assert.equal(report.verdict.kind, "unrecognized", name);
      assert.deepEqual(report.licenses, [], name);
      assert.equal(report.answers.commercialUse.value, "unstated", name);
    }
  }
});

test("10 MB of one letter and of words end in linear time", () => {
  const time = (text) => {
    const begun = performance.now();
    const report = classify(text);
    assert.equal(report.verdict.kind, "unrecognized");
    return performance.now() - begun;
  };
  time("a".repeat(1e6));
  const small = time("a".repeat(1e6));
  const large = time("a".repeat(1e7));
  assert.ok(large < 40 * Math.max(small, 5), `${small} ms for 1 MB, ${large} ms for 10 MB`);
  time("lorem ipsum ".repeat(8e5));
});

test("a license stays what it is between odd characters", () => {
  const plain = classify(texts.MIT);
  for (const text of [`\ufeff${texts.MIT}`, `\ud800 ${texts.MIT}`, `${texts.MIT}\0`, texts.MIT.replaceAll("\n", "\r\n")]) {
    const report = classify(text);
    checkShape(report, text);
    assert.equal(report.verdict.kind, plain.verdict.kind);
    assert.equal(report.expression, plain.expression);
  }
});

test("the licenses of installed tools are recognized, with spans into the text", () => {
  for (const [id, text] of Object.entries(texts)) {
    const report = classify(text);
    checkShape(report, text);
    assert.equal(report.verdict.kind, "open-source", id);
    assert.equal(report.licenses[0]?.id, id);
    assert.equal(report.answers.commercialUse.value, "allowed", id);
  }
});

test("the same text gives the same bytes from every entry", async () => {
  const inline = await entry("inline.js");
  for (const text of Object.values(texts)) {
    const bytes = JSON.stringify(classify(text));
    assert.equal(JSON.stringify(inline.classify(text)), bytes);
    assert.equal(JSON.stringify(classify(text)), bytes);
  }
});

test("clauses and templates are lists in the order of their ids", () => {
  const clauses = engine.clauses();
  const templates = engine.templates();
  assert.ok(clauses.length >= 66, String(clauses.length));
  assert.ok(templates.length >= 700, String(templates.length));
  for (const list of [clauses, templates]) {
    const ids = list.map(({ id }) => id.toLowerCase());
    assert.equal(new Set(ids).size, ids.length);
    assert.deepEqual(ids, [...ids].sort((a, b) => (a < b ? -1 : 1)));
  }
  const types = readFileSync(join(folder, "openweigh.d.ts"), "utf8");
  const declared = types.split("export type ClauseId =")[1].split(";")[0].match(/"[^"]+"/g);
  assert.deepEqual(clauses.map(({ id }) => id), declared.map((name) => name.slice(1, -1)));
});

test("errors of the package have a code", () => {
  const error = new OpenweighError("load-failed", "why", { cause: "x" });
  assert.ok(error instanceof Error);
  assert.deepEqual([error.name, error.code, error.message, error.cause], ["OpenweighError", "load-failed", "why", "x"]);
});
