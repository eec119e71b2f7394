// Hostile texts, broken engines, no network: nothing runs, nothing leaves, nothing old stays on screen.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { clean, marked, paste, startPage, verdict } from "./page-tools.mjs";

const HOSTILE = `<img src=x onerror="window.ran=1"><script>window.ran=1</script><svg onload=window.ran=1>
<a href="javascript:window.ran=1">click</a> You may use the Model for non-commercial purposes only. <iframe srcdoc="<script>parent.ran=1</script>">
\u202eright to left\u202c zero\u200bwidth\u200djoined \ud83d\ude00 \u0000 {{7*7}} \${7*7}`;

describe("the page among hostile things", () => {
  let site;
  before(async () => {
    site = await startPage();
  });
  after(() => site.close());

  test("markup in a text is inert on every tab", async () => {
    const { page, context, problems, requests } = await site.open();
    await paste(page, `${HOSTILE}\n${HOSTILE}`);
    await verdict(page, "non-commercial");
    for (const tab of ["difference", "compare", "plan", "badge", "json", "report"]) {
      await page.click(`#tab-${tab}`);
      await page.waitForTimeout(150);
    }
    for (const head of await page.$$(".finding-head")) await head.click();
    await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
    assert.equal(await page.evaluate(() => window.ran), undefined);
    assert.equal(await page.locator("img:not(#panel-badge img), iframe, [onerror], [onload], a[href^='javascript']").count(), 0);
    assert.deepEqual(requests.filter((one) => !one.startsWith(site.address) && !one.startsWith("data:")), []);
    assert.equal(await page.evaluate(() => document.querySelector("#text").textContent.includes("<script>window.ran=1</script>")), true);
    clean(problems);
    await context.close();
  });

  test("the page's policy refuses strings as scripts and other hosts", async () => {
    const { page, context } = await site.open();
    const refused = await page.evaluate(async () => {
      const found = [];
      try {
        document.createElement("div").innerHTML = "<b>x</b>";
      } catch (error) {
        found.push(error.name);
      }
      await fetch("https://example.org/").catch((error) => found.push(error.name));
      return found;
    });
    assert.deepEqual(refused, ["TypeError", "TypeError"]);
    await context.close();
  });

  test("ten megabytes: the page stays responsive and reads them", async () => {
    const { page, context, problems } = await site.open();
    await verdict(page, "conditional");
    await page.evaluate(async () => {
      const line = "You may use the Model for non-commercial purposes only. Plums and flour and butter, and so on. ";
      const text = line.repeat(Math.ceil(10_000_000 / line.length));
      const data = new DataTransfer();
      data.setData("text/plain", text);
      const field = document.querySelector("#text");
      field.focus();
      getSelection().selectAllChildren(field);
      window.beats = [];
      let last = performance.now();
      window.beat = setInterval(() => {
        window.beats.push(performance.now() - last);
        last = performance.now();
      }, 20);
      field.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
    });
    await page.waitForSelector('#panel-report .ow-verdict[data-kind="non-commercial"], #panel-report .problem', { timeout: 60_000 });
    await page.waitForTimeout(300);
    const longest = await page.evaluate(() => {
      clearInterval(window.beat);
      return Math.max(...window.beats);
    });
    assert.ok(longest < 1000, `the main thread stood still for ${Math.round(longest)} ms`);
    assert.match(await page.textContent("#size"), /only the beginning is shown/);
    clean(problems);
    await context.close();
  });

  test("a broken engine shows a clear message and no verdict", async () => {
    for (const body of ["not wasm", ""]) {
      const { page, context } = await site.open({
        ready: false,
        prepare: (_, context) => context.route("**/openweigh_bg.wasm", (route) => route.fulfill({ status: body === "" ? 500 : 200, contentType: "application/wasm", body })),
      });
      await page.waitForSelector("#panel-report .problem[role=alert]");
      assert.match(await page.textContent("#panel-report .problem"), /could not be read/);
      assert.equal(await page.locator(".ow-verdict").count(), 0);
      assert.equal(await page.evaluate(() => CSS.highlights.size), 0);
      await context.close();
    }
  });

  test("an engine that fails later takes the old verdict away", async () => {
    const { page, context } = await site.open({
      prepare: (page) => page.addInitScript(() => {
        // The worker answers the first texts and then throws at a certain one, as a trap in the wasm would.
        const Real = window.Worker;
        window.Worker = class extends Real {
          postMessage(call) {
            if (call.name === "classify" && call.args[0].includes("TRAP")) {
              this.onmessage(new MessageEvent("message", { data: { number: call.number, ok: false, message: "classify failed inside the engine: unreachable" } }));
            } else super.postMessage(call);
          }
        };
      }),
    });
    await verdict(page, "conditional");
    assert.ok((await marked(page, "ow-veto")).length > 0);
    await page.focus("#text");
    await page.keyboard.type("TRAP");
    await page.waitForSelector("#panel-report .problem[role=alert]");
    assert.match(await page.textContent("#panel-report .problem"), /unreachable/);
    assert.equal(await page.locator(".ow-verdict").count(), 0, "the old verdict is gone");
    assert.deepEqual(await marked(page, "ow-veto"), [], "the old marks are gone");
    assert.equal(await page.locator("#steps").isHidden(), true);
    // How much one undo takes back depends on how fast the typing was.
    for (const _ of "TRAP") await page.keyboard.press("Backspace");
    await verdict(page, "conditional");
    await context.close();
  });

  test("a damaged link says so and shows no text of it", async () => {
    const { page, context, problems } = await site.open({ path: "#t=AAAAnotdeflate" });
    await page.waitForSelector(".toast");
    assert.match(await page.textContent(".toast"), /damaged/);
    clean(problems);
    await context.close();
  });

  test("works offline after the first visit", async () => {
    const { page, context, problems } = await site.open();
    await verdict(page, "conditional");
    await page.evaluate(() => navigator.serviceWorker.ready);
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
    await context.setOffline(true);
    await page.reload();
    await page.waitForSelector("html[data-ready]");
    await verdict(page, "conditional");
    await page.click("#examples");
    await page.click('[data-example="mit"]');
    await page.waitForFunction(() => document.querySelector("#text").textContent.includes("MIT License"));
    assert.equal(await page.evaluate(async () => (await caches.keys()).filter((name) => name.startsWith("openweigh-")).length), 1, "one versioned cache");
    clean(problems);
    await context.close();
  });
});
