// classifyMany: order, workers, signals, errors.

import assert from "node:assert/strict";
import test from "node:test";
import { entry, nonCommercial, texts } from "./tools.mjs";

const { addTemplate, classify, classifyMany } = await entry("node.js");
const inline = await entry("inline.js");

const some = Array.from({ length: 60 }, (_, at) => `${Object.values(texts)[at % 3]}\n${"more words ".repeat(at)}`);

async function all(generator) {
  const reports = [];
  for await (const report of generator) reports.push(report);
  return reports;
}

test("reports come in the order of the texts, from any number of workers", async () => {
  const expected = some.map((text) => classify(text));
  for (const concurrency of [1, 2, 3]) {
    assert.deepEqual(await all(classifyMany(some, { concurrency })), expected);
  }
  assert.deepEqual(await all(inline.classifyMany(some, { concurrency: 2 })), expected);
});

test("options reach the workers", async () => {
  const expected = some.map((text) => classify(text, { templates: false }));
  assert.deepEqual(await all(classifyMany(some, { concurrency: 2, templates: false })), expected);
  await assert.rejects(all(classifyMany(some, { concurrency: 2, minimum: 7 })), /options\.minimum/);
});

test("sources: empty, a generator, an asynchronous one that is slow", async () => {
  assert.deepEqual(await all(classifyMany([])), []);
  assert.deepEqual(await all(classifyMany(new Set(["x"]))), [classify("x")]);
  // The source goes on only when the first report is there: a report that waited for the source's end would never come.
  let reported;
  const first = new Promise((resolve, reject) => {
    reported = resolve;
    setTimeout(() => reject(new Error("the first report waits for the source")), 60_000).unref();
  });
  async function* slow() {
    yield "a";
    await first;
    yield* ["b", "c"];
  }
  let got = 0;
  for await (const report of classifyMany(slow(), { concurrency: 2 })) {
    got += 1;
    assert.equal(report.verdict.kind, "unrecognized");
    reported();
  }
  assert.equal(got, 3);
});

test("an endless source is read only as far as is needed", async () => {
  let given = 0;
  let returned = false;
  function* endless() {
    try {
      for (;;) {
        given += 1;
        yield "text";
      }
    } finally {
      returned = true;
    }
  }
  let got = 0;
  for await (const report of classifyMany(endless(), { concurrency: 2 })) {
    assert.equal(report.schema, 1);
    got += 1;
    if (got === 10) break;
  }
  assert.ok(given <= 30, String(given));
  assert.ok(returned);
});

test("a signal ends the run with its reason", async () => {
  const reason = new Error("enough");
  await assert.rejects(all(classifyMany(some, { signal: AbortSignal.abort(reason) })), reason);
  for (const concurrency of [1, 2]) {
    const controller = new AbortController();
    const never = (async function* () {
      yield "text";
      await new Promise((resolve) => setTimeout(resolve, 20));
      controller.abort(reason);
      await new Promise((resolve) => setTimeout(resolve, 20));
      yield "text";
    })();
    await assert.rejects(all(classifyMany(never, { concurrency, signal: controller.signal })), reason);
  }
});

test("wrong arguments are told at the call, a wrong text when its turn comes", async () => {
  assert.throws(() => classifyMany("text"), { name: "TypeError", message: /^texts must be an iterable/ });
  assert.throws(() => classifyMany(5), { name: "TypeError", message: /^texts must be an iterable/ });
  assert.throws(() => classifyMany([], null), { name: "TypeError", message: /^options/ });
  assert.throws(() => classifyMany([], { concurrency: "2" }), { name: "TypeError", message: /^options\.concurrency/ });
  assert.throws(() => classifyMany([], { concurrency: 0 }), { name: "RangeError", message: /^options\.concurrency/ });
  assert.throws(() => classifyMany([], { signal: {} }), { name: "TypeError", message: /^options\.signal/ });
  for (const concurrency of [1, 2]) {
    const got = [];
    const wrong = async () => {
      for await (const report of classifyMany(["a", 5], { concurrency })) got.push(report);
    };
    await assert.rejects(wrong(), { name: "TypeError", message: "texts[1] must be a string" });
    assert.equal(got.length, 1);
  }
});

test("templates of one's own are known to the workers as well", async () => {
  const template = { id: "LicenseRef-example", name: "Example Model License", text: nonCommercial };
  addTemplate(template);
  for (const concurrency of [1, 2]) {
    for await (const report of classifyMany([nonCommercial, nonCommercial], { concurrency })) {
      assert.deepEqual(report.licenses.map(({ id, match, source }) => [id, match, source]), [[template.id, "exact", "user"]]);
    }
  }
  assert.throws(() => addTemplate(5), { name: "TypeError", message: /template/ });
  assert.throws(() => addTemplate({ id: "LicenseRef-x", name: "X" }), { name: "TypeError", message: /template\.text/ });
  assert.throws(() => addTemplate({ ...template, id: "MIT" }), { name: "RangeError", message: /template\.id/ });
});
