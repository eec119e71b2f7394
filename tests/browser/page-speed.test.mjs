// How much is transferred and how long things take, in real Chromium. The figures are printed; the limits are the
// project's budgets for a machine that does nothing else. On a busy one times stretch with the work that waits for each
// core; the limits stretch with it, and the printed line says by how much.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { availableParallelism, loadavg } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { brotliCompressSync, constants } from "node:zlib";
import { clean, startPage, verdict } from "./page-tools.mjs";
import { target } from "./tools.mjs";

/** Processes that want to run, for each core; 1 when nothing waits. */
const busy = () => Math.max(1, loadavg()[0] / availableParallelism());
const limits = (t, milliseconds) => {
  const stretch = busy();
  if (stretch > 1) t.diagnostic(`the machine is busy: limits × ${stretch.toFixed(1)}`);
  return milliseconds * stretch;
};

const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];

describe("the page's speed", () => {
  let site;
  before(async () => {
    site = await startPage();
  });
  after(() => site.close());

  test("the first load transfers at most 650 KB in brotli", async (t) => {
    const { page, context, problems, requests } = await site.open({ serviceWorkers: "block" });
    await verdict(page, "conditional");
    let bytes = 0;
    for (const address of new Set(requests.filter((one) => one.startsWith(site.address)))) {
      const path = new URL(address).pathname.slice(1) || "index.html";
      const body = await readFile(join(target, "page", path));
      bytes += brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;
    }
    t.diagnostic(`first load: ${(bytes / 1000).toFixed(1)} KB brotli in ${requests.length} requests`);
    assert.ok(bytes <= 650_000, `${bytes} bytes`);
    clean(problems.filter((one) => !/service worker/i.test(one)));
    await context.close();
  });

  test("the verdict of an example within 300 ms of the navigation", async (t) => {
    const times = [];
    // Whatever else the machine does can only add to a run, so the best one says what the page takes.
    for (let run = 0; run < 9; run += 1) {
      const { page, context } = await site.open({
        ready: false, serviceWorkers: "block",
        prepare: (page) => page.addInitScript(() => {
          new MutationObserver((_, observer) => {
            if (!document.querySelector("#panel-report .ow-verdict")) return;
            observer.disconnect();
            window.shownAt = performance.now();
          }).observe(document, { childList: true, subtree: true });
        }),
      });
      await page.waitForFunction(() => window.shownAt !== undefined);
      times.push(await page.evaluate(() => window.shownAt));
      await context.close();
    }
    t.diagnostic(`first verdict: median ${median(times).toFixed(0)} ms, best ${Math.min(...times).toFixed(0)} ms`);
    assert.ok(Math.min(...times) <= limits(t, 300), `best ${Math.min(...times).toFixed(0)} ms`);
  });

  test("typing in a 20 KB text: the worker answers within 10 ms, no task of the page over 50 ms", async (t) => {
    const { page, context, problems } = await site.open();
    await verdict(page, "conditional");
    await page.evaluate(async () => {
      // The example's own words, repeated to 20 KB.
      const words = document.querySelector("#text").innerText;
      const data = new DataTransfer();
      data.setData("text/plain", words.repeat(Math.ceil(20_000 / words.length)).slice(0, 20_000));
      const field = document.querySelector("#text");
      field.focus();
      getSelection().selectAllChildren(field);
      field.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
    });
    await page.waitForFunction(() => document.querySelector("#size").textContent.startsWith("20,000"));
    await page.waitForTimeout(500);
    await page.evaluate(() => {
      window.tasks = [];
      new PerformanceObserver((list) => window.tasks.push(...list.getEntries().map((entry) => entry.duration))).observe({ type: "longtask" });
      window.answers = [];
      new MutationObserver(() => {
        const time = /in ([\d.,]+) ms/.exec(document.querySelector("#time").textContent);
        if (time) window.answers.push(Number(time[1]));
      }).observe(document.querySelector("#time"), { childList: true, characterData: true, subtree: true });
    });
    await page.keyboard.type("a few more words, ".repeat(4), { delay: 25 });
    await page.waitForTimeout(300);
    const { tasks, answers } = await page.evaluate(() => ({ tasks: window.tasks, answers: window.answers }));
    // A quarter of the answers came faster than this; the machine's other work is in the rest.
    const quick = [...answers].sort((a, b) => a - b)[Math.floor(answers.length / 4)];
    t.diagnostic(`worker: quartile ${quick} ms, median ${median(answers)} ms of ${answers.length}; longest page task ${Math.max(0, ...tasks).toFixed(0)} ms`);
    assert.ok(answers.length >= 10, `${answers.length} answers`);
    assert.ok(quick <= limits(t, 10), `worker: quartile ${quick} ms`);
    const longest = limits(t, 50);
    assert.deepEqual(tasks.filter((one) => one > longest), []);
    clean(problems);
    await context.close();
  });

  test("a megabyte of text scrolls and edits", async (t) => {
    const { page, context, problems } = await site.open();
    await verdict(page, "conditional");
    await page.evaluate(() => {
      const words = document.querySelector("#text").innerText;
      const data = new DataTransfer();
      data.setData("text/plain", words.repeat(Math.ceil(1_000_000 / words.length)).slice(0, 1_000_000));
      const field = document.querySelector("#text");
      field.focus();
      getSelection().selectAllChildren(field);
      field.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
    });
    await page.waitForFunction(() => /^1,000,000 /.test(document.querySelector("#size").textContent) && /read in/.test(document.querySelector("#time").textContent), null, { timeout: 30_000 });
    await page.waitForTimeout(1000);
    const frames = await page.evaluate(async () => {
      const field = document.querySelector("#scroll");
      const gaps = [];
      let last = performance.now();
      for (let step = 0; step < 40; step += 1) {
        field.scrollTop = (field.scrollHeight * step) / 40;
        await new Promise((resolve) => requestAnimationFrame(resolve));
        gaps.push(performance.now() - last);
        last = performance.now();
      }
      return gaps;
    });
    const keys = [];
    await page.evaluate(() => {
      const field = document.querySelector("#scroll");
      field.scrollTop = field.scrollHeight / 2;
    });
    await page.waitForTimeout(200);
    const box = await page.locator("#scroll").boundingBox();
    await page.mouse.click(box.x + 200, box.y + 200);
    for (const letter of "smooth") {
      const from = Date.now();
      await page.keyboard.press(letter);
      await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => resolve())));
      keys.push(Date.now() - from);
    }
    t.diagnostic(`1 MB: scroll frame median ${median(frames).toFixed(0)} ms, key press to frame median ${median(keys)} ms`);
    assert.ok(median(frames) < limits(t, 50), `scroll: median ${median(frames)} ms`);
    assert.ok(median(keys) < limits(t, 150), `keys: median ${median(keys)} ms`);
    clean(problems);
    await context.close();
  });
});
