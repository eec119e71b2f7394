// Assessments, decisions, comparisons and badges through the wasm: what JavaScript hands over and what it gets back.

import assert from "node:assert/strict";
import { test } from "node:test";
import { entry, texts } from "./tools.mjs";

const { assess, badge, classify, compare, decide } = await entry("node.js");

const FILES = ["LICENSE", "README.md", "config.json", "model.safetensors"];
const APACHE = { id: "o/m", license: "apache-2.0", files: FILES, texts: { LICENSE: texts["Apache-2.0"] }, card: { library: "transformers", gated: false } };
const NC = { id: "lab/base", license: "cc-by-nc-4.0", files: ["model.safetensors"] };

const typeError = (message) => ({ name: "TypeError", message });

test("an assessment is a plain object that JSON keeps", () => {
  const assessment = assess(APACHE);
  assert.equal(assessment.badge.label, "Open Weights");
  assert.deepEqual(assessment.openness, { floor: "open-weights", ceiling: "open-source-ai-open-data" });
  assert.deepEqual(JSON.parse(JSON.stringify(assessment)), assessment);
  assert.equal(JSON.stringify(assess(structuredClone(APACHE))), JSON.stringify(assessment));
});

test("a base model is given as a release, as an assessment, or as the assessment itself", () => {
  const derived = (base) => assess({ ...APACHE, baseModels: [base] });
  for (const base of [
    { id: "lab/base", relation: "finetune", release: NC },
    { id: "lab/base", relation: "finetune", assessment: assess(NC) },
    assess(NC),
  ]) {
    const assessment = derived(base);
    assert.equal(assessment.badge.kind, "weights-non-commercial");
    assert.equal(assessment.conflicts[0].id, "license-drift");
    assert.equal(assessment.answers.commercialUse.value, "forbidden");
    assert.equal(decide(assessment, { commercial: true, redistribution: "none" }).outcome, "blocked");
  }
  assert.deepEqual(derived({ id: "lab/base", why: "rate limited" }).openness.floor, "weights-available");
});

test("malformed releases throw a TypeError that names the field", () => {
  for (const [release, message] of [
    [undefined, "release must be an object"],
    ["apache-2.0", "release must be an object"],
    [{ files: ["a", { path: 3 }] }, "release.files[1].path must be a string"],
    [{ texts: { LICENSE: new Uint8Array(3) } }, "release.texts.LICENSE must be a string"],
    [{ card: { gated: "maybe" } }, 'release.card.gated must be a boolean, "auto" or "manual"'],
    [{ license: 10n ** 30n }, /^release/],
    [{ id: Symbol("x") }, /^release/],
    [{ id: () => "x" }, /^release/],
  ]) {
    assert.throws(() => assess(release), message instanceof RegExp ? { name: "TypeError", message } : typeError(message));
  }
});

test("objects that contain themselves are refused, quickly", () => {
  const circle = { id: "o/m" };
  circle.baseModels = [{ id: "o/m", release: circle }];
  const branching = { id: "o/m" };
  branching.baseModels = [{ id: "a/b", release: branching }, { id: "c/d", release: branching }, { id: "e/f", release: branching }];
  for (const release of [circle, branching]) {
    const start = performance.now();
    assert.throws(() => assess(release), { name: "TypeError", message: /^release .*does it contain itself\?/ });
    assert.ok(performance.now() - start < 5000);
  }
});

test("large and empty releases get an answer", () => {
  const large = assess({ ...APACHE, files: Array.from({ length: 10_000 }, (_, number) => ({ path: `model-${number}.safetensors`, size: 5 })) });
  assert.equal(large.badge.kind, "open-weights");
  assert.equal(assess({}).badge.kind, "not-checked");
  assert.equal(assess({ id: null, files: null, texts: null, card: null, license: null, baseModels: null, missing: null }).badge.kind, "not-checked");
});

test("decisions read reports and assessments back, and name what is wrong", () => {
  const report = classify(texts.MIT);
  assert.equal(decide(report, { commercial: true, redistribution: "none" }).outcome, "clear");
  assert.equal(decide(assess(APACHE), { commercial: true, redistribution: "unchanged" }).outcome, "conditions");
  assert.throws(() => decide(7, {}), typeError("subject must be a report of classify() or an assessment of assess()"));
  assert.throws(() => decide(report, null), typeError("plan must be an object"));
  assert.throws(() => decide({ ...report, clauses: [{ id: "new-clause" }] }, {}), typeError("subject.clauses[0].id is no clause that this version knows: new-clause"));
  assert.throws(() => decide({ ...report, answers: { commercialUse: { value: "sure" } } }, {}), typeError("subject.answers.commercialUse.value must be an answer of classify()"));
});

test("comparisons take texts and ids", () => {
  const { summary, texts: known, words } = compare({ id: "MIT" }, texts.MIT);
  assert.ok(summary.length > 0 && known.a.includes("permission is hereby granted") && known.b === null);
  assert.ok(words.some(({ kind }) => kind === "same"));
  assert.throws(() => compare(1, ""), typeError("a must be a text, or an object with the id of a known license"));
  assert.throws(() => compare("", { id: "no-such" }), { name: "RangeError", message: "no known license has the id no-such" });
});

test("badges in every form", () => {
  const assessment = assess(APACHE);
  assert.match(badge(assessment), /^<svg [^>]*role="img"[^>]*><title>openness: Open Weights<\/title>/);
  assert.match(badge(classify(texts.MIT)), /Open-source license/);
  assert.match(badge(classify(texts.MIT).verdict, { label: "" }), /aria-label="Open-source license"/);
  assert.deepEqual(badge(assessment, { format: "shields" }), { schemaVersion: 1, label: "openness", message: "Open Weights", color: "0E7490" });
  assert.throws(() => badge({}), typeError("subject must be a verdict, a report or an assessment"));
  assert.throws(() => badge(assessment, { format: "png" }), typeError('options.format must be one of "svg", "markdown", "html", "shields"'));
  assert.throws(() => badge(assessment, { link: "javascript:alert(1)" }), typeError("options.link must be an http or https URL or a relative path"));
});
