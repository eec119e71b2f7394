// The page as a reader uses it: paste, see, click, link.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { answers, clean, marked, paste, startPage, verdict } from "./page-tools.mjs";
import { shared } from "./tools.mjs";

describe("the page", () => {
  let site;
  before(async () => {
    site = await startPage();
  });
  after(() => site.close());

  test("shows an example's verdict at first sight, with the input beside it", async () => {
    for (const viewport of [{ width: 1366, height: 768 }, { width: 390, height: 844 }]) {
      const { page, context, problems } = await site.open({ viewport });
      assert.equal(await verdict(page, "conditional"), "Conditional license");
      for (const selector of ["#text", "#panel-report .ow-verdict"]) {
        const box = await page.locator(selector).boundingBox();
        assert.ok(box.y >= 0 && box.y < viewport.height, `${selector} starts inside the window`);
      }
      const box = await page.locator("#panel-report .ow-verdict").boundingBox();
      assert.ok(box.y + box.height <= viewport.height, "the verdict is wholly visible");
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), viewport.width, "nothing sticks out");
      const card = await page.locator("#panel-report .ow-answer").first().boundingBox();
      const banner = await page.locator("#panel-report .ow-verdict").boundingBox();
      assert.ok(Math.abs(card.x + card.width - banner.x - banner.width) < 1, "cards are as wide as the verdict");
      clean(problems);
      await context.close();
    }
  });

  test("Llama 3.1, pasted", { skip: shared === null ? "needs ../shared" : false }, async () => {
    const text = await readFile(join(shared, "truth/texts/llama-3.1.txt"), "utf8");
    const { page, context, problems } = await site.open();
    await paste(page, text);
    await page.waitForFunction((length) => document.querySelector("#size").textContent.startsWith(length.toLocaleString("en")), text.length);
    assert.equal(await verdict(page, "conditional"), "Conditional license");
    const found = await answers(page);
    assert.equal(found.commercialUse, "conditional");
    assert.equal(found.publishChanges, "no");
    const threshold = page.locator('.finding[data-clause="user-threshold"]');
    assert.equal(await threshold.locator(".figure").textContent(), "700 million");
    const words = await marked(page, "ow-veto");
    assert.ok(words.some((one) => /700 million\s+monthly active users/.test(one)), `marked: ${words.join(" | ")}`);
    // From the list to the words: they are chosen and scrolled into the field.
    await threshold.locator(".finding-head").click();
    await page.waitForFunction(() => CSS.highlights.get("ow-chosen")?.size > 0);
    const [chosen] = await marked(page, "ow-chosen");
    assert.match(chosen, /700 million/);
    await page.waitForFunction(() => {
      const [range] = CSS.highlights.get("ow-chosen");
      const box = range.getBoundingClientRect();
      const field = document.querySelector("#scroll").getBoundingClientRect();
      return box.height > 0 && box.top >= field.top && box.top < field.bottom;
    });
    clean(problems);
    await context.close();
  });

  test("a click on marked words opens their explanation", async () => {
    const { page, context, problems } = await site.open();
    await verdict(page, "conditional");
    const place = await page.evaluate(() => {
      const [range] = CSS.highlights.get("ow-grant");
      const box = range.getClientRects()[0];
      return { x: box.left + box.width / 2, y: box.top + box.height / 2 };
    });
    await page.mouse.move(place.x, place.y);
    await page.waitForSelector(".finding.hot");
    await page.mouse.click(place.x, place.y);
    await page.waitForSelector('.finding.chosen .finding-head[aria-expanded="true"]');
    assert.match(await page.textContent(".finding.chosen .finding-body"), /commercial/);
    clean(problems);
    await context.close();
  });

  test("a browser without the highlight API marks words with boxes", async () => {
    const { page, context, problems } = await site.open({
      prepare: (page) => page.addInitScript(() => {
        delete CSS.highlights;
        Object.getPrototypeOf(CSS).highlights ??= undefined;
        delete window.Highlight;
      }),
    });
    await verdict(page, "conditional");
    await page.waitForSelector(".ow-box.ow-veto", { state: "attached" });
    assert.equal(await page.evaluate(() => typeof window.Highlight), "undefined");
    // A box lies where its words are: the place under it belongs to the finding, and a click there opens it.
    const box = await page.evaluate(() => {
      const { left, top, width, height } = document.querySelector(".ow-box.ow-grant").getBoundingClientRect();
      return { x: left + width / 2, y: top + height / 2 };
    });
    await page.mouse.click(box.x, box.y);
    await page.waitForSelector('.finding.chosen[data-effect="grant"]');
    clean(problems);
    await context.close();
  });

  test("live as one types; an old verdict never stays", async () => {
    const { page, context, problems } = await site.open();
    await verdict(page, "conditional");
    await page.click("#clear");
    await page.waitForSelector("#panel-report .empty");
    assert.equal(await page.locator("#panel-report .ow-verdict").count(), 0);
    await page.focus("#text");
    await page.keyboard.type("You are granted a license to use the Model for non-commercial purposes only.\nA second line.");
    await verdict(page, "non-commercial");
    await page.keyboard.press("Control+z");
    await page.waitForFunction(() => !document.querySelector("#text").textContent.includes("second"));
    await page.keyboard.press("Control+y");
    await page.waitForFunction(() => document.querySelector("#text").innerText.includes("only.\nA second line."));
    await page.keyboard.press("Control+a");
    await page.keyboard.type("Plums, flour and butter.");
    await verdict(page, "unrecognized");
    clean(problems);
    await context.close();
  });

  test("a link carries the text in its fragment, byte for byte", async () => {
    const { page, context, problems, requests } = await site.open();
    const texts = ["Ünïcödé 🦙\r\n\tline two  \n\n\n", "lone \ud800 surrogate \udfff\n", "\ufeffBOM and NUL-free, ".repeat(500), "\n\n"];
    for (const text of texts) {
      const path = await page.evaluate(async (words) => {
        const bytes = [...words].some((one) => one.length === 1 && one >= "\ud800" && one <= "\udfff")
          ? new Uint8Array(Uint16Array.from(words, (one) => one.charCodeAt(0)).buffer)
          : new TextEncoder().encode(words);
        const packed = new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(new CompressionStream("deflate-raw"))).arrayBuffer());
        const name = bytes.length === words.length * 2 && /[\ud800-\udfff]/.test(words) ? "u" : "t";
        return `#${name}=${btoa(String.fromCharCode(...packed)).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "")}`;
      }, text);
      const other = await site.open({ path });
      await other.page.click("#share");
      await other.page.waitForSelector(".toast");
      assert.equal(new URL(other.page.url()).hash, path, JSON.stringify(text.slice(0, 20)));
      clean(other.problems);
      await other.context.close();
    }
    assert.ok(requests.every((address) => !address.includes("#")), "fragments are not sent");
    clean(problems);
    await context.close();
  });
});

describe("what the page keeps and gives", () => {
  let site;
  before(async () => {
    site = await startPage();
  });
  after(() => site.close());

  test("own texts are kept on this device and go with one button", async () => {
    const { page, context, problems } = await site.open();
    const text = "QUILL LICENSE\nYou are granted a license to use the Model for non-commercial purposes only.";
    await paste(page, text);
    await verdict(page, "non-commercial");
    await page.waitForFunction(() => localStorage.getItem("openweigh.history")?.includes("QUILL"), null, { timeout: 8000 });
    await page.reload();
    await verdict(page, "conditional");
    await page.click("#history");
    await page.click("#history-panel .choices button");
    await verdict(page, "non-commercial");
    assert.equal(await page.evaluate(() => document.querySelector("#text").textContent), text);
    await page.click("#history");
    await page.click("#history-panel .panel-foot button");
    assert.equal(await page.evaluate(() => localStorage.getItem("openweigh.history")), null);
    clean(problems);
    await context.close();
  });

  test("the report as Markdown, its words escaped", async () => {
    const { page, context, problems } = await site.open();
    await paste(page, "LICENSE *of* <b>Quill</b>\nYou are granted a license to use the Model for [non-commercial](x) purposes only.");
    await verdict(page, "non-commercial");
    await page.click(".part-findings ~ .actions button, .actions button:first-child");
    await page.waitForSelector(".toast");
    const words = await page.evaluate(() => navigator.clipboard.readText());
    assert.match(words, /^## LICENSE/);
    assert.match(words, /\*\*Non-commercial license\.\*\*/);
    assert.match(words, /line 2/);
    assert.ok(!words.includes("<b>"), "markup of the text stays words");
    clean(problems);
    await context.close();
  });

  test("every example shows what its entry promises", async () => {
    const { page, context, problems } = await site.open();
    await page.click("#examples");
    const promised = await page.$$eval("[data-example]", (all) => all.map((one) => [one.dataset.example, one.querySelector(".choice-note").textContent]));
    assert.ok(promised.length >= 12, `${promised.length} examples`);
    const shown = [];
    for (const [id, label] of promised) {
      if (!(await page.isVisible("#examples-panel"))) await page.click("#examples");
      await page.evaluate(() => document.querySelector("#panel-report .ow-verdict-label")?.replaceChildren());
      await page.click(`[data-example="${id}"]`);
      // The verdict of the example before may still be drawn once; what stands there in the end counts.
      const promise = page.waitForFunction(
        (want) => document.querySelector("#panel-report .ow-verdict-label")?.textContent === want,
        label,
        { timeout: 5000 },
      );
      await promise.catch(() => {});
      shown.push([id, await page.textContent("#panel-report .ow-verdict-label")]);
    }
    assert.deepEqual(shown, promised);
    clean(problems);
    await context.close();
  });
});
