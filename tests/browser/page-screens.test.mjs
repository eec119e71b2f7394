// Pictures for review, in target/screenshots: light, dark, phones, print, every tab. The test makes sure that each shows
// what it should and that the printed report fits on a page.

import assert from "node:assert/strict";
import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { clean, startPage, verdict } from "./page-tools.mjs";
import { target } from "./tools.mjs";

const folder = join(target, "screenshots");

describe("pictures of the page", () => {
  let site;
  before(async () => {
    await mkdir(folder, { recursive: true });
    site = await startPage();
  });
  after(() => site.close());

  for (const [name, width, height, colorScheme] of [
    ["light", 1366, 768, "light"], ["dark", 1366, 768, "dark"], ["wide", 1920, 1080, "light"],
    ["phone-390", 390, 844, "light"], ["phone-320", 320, 640, "dark"],
  ]) {
    test(name, async () => {
      const { page, context, problems } = await site.open({ viewport: { width, height }, colorScheme });
      await verdict(page, "conditional");
      await page.waitForSelector("#panel-report .pictures");
      await page.screenshot({ path: join(folder, `page-${name}.png`) });
      await page.screenshot({ path: join(folder, `page-${name}-whole.png`), fullPage: true });
      if (name === "light" || name === "dark" || name === "phone-390") {
        for (const tab of ["difference", "compare", "plan", "badge", "json"]) {
          await page.click(`#tab-${tab}`);
          if (tab === "compare") await page.click("#panel-compare .actions button:last-child");
          await page.waitForTimeout(400);
          await page.screenshot({ path: join(folder, `page-${name}-${tab}.png`) });
        }
      }
      clean(problems);
      await context.close();
    });
  }

  test("print: one page, with the words", async () => {
    const { page, context, problems } = await site.open();
    await verdict(page, "conditional");
    const pdf = await page.pdf({ path: join(folder, "page-print.pdf"), format: "A4", printBackground: true });
    const pages = (pdf.toString("latin1").match(/\/Type\s*\/Page\b(?!s)/g) ?? []).length;
    assert.equal(pages, 1);
    await page.emulateMedia({ media: "print" });
    await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
    await page.setViewportSize({ width: 794, height: 1123 });
    await page.screenshot({ path: join(folder, "page-print.png") });
    assert.match(await page.textContent("#paper"), /50 million monthly active users/);
    assert.equal(await page.locator("header.top").isVisible(), false);
    clean(problems);
    await context.close();
  });

  test("both pictures can be saved as SVG", async () => {
    const { page, context, problems } = await site.open();
    await verdict(page, "conditional");
    await page.waitForSelector("#panel-report .pictures");
    for (const [place, name] of [[1, "license-map.svg"], [2, "openness-ladder.svg"]]) {
      const [download] = await Promise.all([page.waitForEvent("download"), page.click(`.pictures figure:nth-child(${place}) button`)]);
      assert.equal(download.suggestedFilename(), name);
      const file = join(folder, name);
      await download.saveAs(file);
      const svg = await readFile(file, "utf8");
      assert.ok(!/currentColor|var\(|<script|class="ow-icon"/.test(svg), "stands on its own");
      // Another page parses it: this one's policy refuses strings as markup.
      const empty = await context.newPage();
      assert.equal(await empty.evaluate((text) => new DOMParser().parseFromString(text, "image/svg+xml").documentElement.nodeName, svg), "svg");
      await empty.close();
    }
    clean(problems);
    await context.close();
  });
});
