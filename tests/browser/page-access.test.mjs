// For everyone: axe-core on every tab in both themes, the whole flow by keyboard, right-to-left text, other languages.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { clean, marked, paste, startPage, verdict } from "./page-tools.mjs";
import { axeSource } from "./tools.mjs";

const TABS = ["report", "difference", "compare", "plan", "badge", "json"];

describe("the page for everyone", () => {
  let site;
  before(async () => {
    site = await startPage();
  });
  after(() => site.close());

  for (const colorScheme of ["light", "dark"]) {
    test(`axe-core finds nothing on any tab, ${colorScheme}`, async () => {
      const { page, context, problems } = await site.open({ colorScheme, bypassCSP: true });
      await verdict(page, "conditional");
      await page.evaluate(axeSource);
      for (const tab of TABS) {
        await page.click(`#tab-${tab}`);
        await page.waitForTimeout(250);
        if (tab === "report") await page.click(".finding-head");
        if (tab === "compare") await page.click("#panel-compare .actions button:last-child");
        await page.waitForTimeout(250);
        const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
        assert.deepEqual(violations.map((one) => `${tab}: ${one.id}: ${one.nodes.map((node) => `${node.target} ${node.failureSummary}`).join("; ")}`), []);
      }
      await page.click("#tab-report");
      for (const panel of ["examples", "history"]) {
        await page.click(`#${panel}`);
        const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
        assert.deepEqual(violations.map((one) => `${panel}: ${one.id}: ${one.nodes.map((node) => node.target).join(" ")}`), []);
        await page.keyboard.press("Escape");
      }
      clean(problems);
      await context.close();
    });
  }

  test("the whole flow by keyboard alone", async () => {
    const { page, context, problems } = await site.open();
    const tabTo = async (selector, most = 40) => {
      for (let count = 0; count < most; count += 1) {
        if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector)) return;
        await page.keyboard.press("Tab");
      }
      assert.fail(`${selector} is not reached with Tab`);
    };
    // An example by keyboard.
    await tabTo("#examples");
    await page.keyboard.press("Enter");
    await tabTo('[data-example="research"]');
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.querySelector("#text").textContent.includes("NIGHTJAR"));
    assert.equal(await page.evaluate(() => document.activeElement.id), "examples", "the focus comes back");
    await page.waitForFunction(() => document.querySelectorAll(".finding").length > 1);
    // From finding to finding in the text.
    await tabTo("#text");
    await page.keyboard.press("Alt+ArrowDown");
    await page.waitForFunction(() => CSS.highlights.get("ow-chosen")?.size > 0);
    const [first] = await marked(page, "ow-chosen");
    await page.keyboard.press("Alt+ArrowDown");
    await page.waitForFunction((words) => String([...CSS.highlights.get("ow-chosen")][0]) !== words, first);
    // The list: arrows move, focus marks the words, Enter opens and closes.
    await tabTo(".finding-head", 60);
    await page.keyboard.press("Home");
    const titles = await page.$$eval(".finding-head", (heads) => heads.map((head) => head.getAttribute("aria-controls")));
    await page.keyboard.press("ArrowDown");
    assert.equal(await page.evaluate(() => document.activeElement.getAttribute("aria-controls")), titles[1]);
    assert.ok((await marked(page, "ow-hover")).length > 0, "the focused finding's words are marked");
    const before = await page.evaluate(() => document.activeElement.getAttribute("aria-expanded"));
    await page.keyboard.press("Enter");
    await page.waitForFunction((was) => document.activeElement.getAttribute("aria-expanded") !== was, before);
    // The tabs.
    await page.focus("#tab-report");
    for (const tab of [...TABS.slice(1), "report"]) {
      await page.keyboard.press("ArrowRight");
      assert.equal(await page.evaluate(() => document.activeElement.id), `tab-${tab}`);
      await page.waitForFunction((name) => document.querySelector(`#panel-${name}`).offsetHeight > 20, tab);
    }
    await page.keyboard.press("End");
    await page.waitForSelector("#panel-json pre");
    clean(problems);
    await context.close();
  });

  test("the verdict is announced politely, once the typing pauses", async () => {
    const { page, context, problems } = await site.open();
    await page.waitForFunction(() => document.querySelector('#live[aria-live="polite"]').textContent === "Conditional license");
    await paste(page, "Plums and flour.");
    await page.waitForFunction(() => document.querySelector("#live").textContent === "License not recognized");
    clean(problems);
    await context.close();
  });

  test("German and Chinese", async () => {
    for (const [lang, label] of [["de", "Lizenz mit Bedingungen"], ["zh", "附条件许可证"]]) {
      const { page, context, problems } = await site.open({ path: `?lang=${lang}` });
      assert.equal(await verdict(page, "conditional"), label);
      assert.equal(await page.getAttribute("html", "lang"), lang);
      const english = await page.$$eval("[data-t]", (all) => all.map((one) => one.textContent).filter((words) => /^(Report|Examples|History|How this works|An automated reading)/.test(words)));
      assert.deepEqual(english, []);
      clean(problems);
      await context.close();
    }
  });

  test("right-to-left text and 320 pixels", async () => {
    const { page, context, problems } = await site.open({ viewport: { width: 320, height: 640 } });
    await paste(page, "رخصة تجريبية: لا يجوز الاستخدام التجاري.\nYou may use the Model for non-commercial purposes only.\n");
    await verdict(page, "non-commercial");
    assert.equal(await page.evaluate(() => getComputedStyle(document.querySelector("#text")).direction), "rtl");
    for (const tab of TABS) {
      await page.click(`#tab-${tab}`);
      await page.waitForTimeout(100);
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320, `nothing sticks out of ${tab}`);
    }
    clean(problems);
    await context.close();
  });

  test("motion is reduced when asked for", async () => {
    const { page, context, problems } = await site.open({ reducedMotion: "reduce" });
    assert.equal(await page.evaluate(() => getComputedStyle(document.documentElement).scrollBehavior), "auto");
    const moving = await page.evaluate(() => [...document.querySelectorAll("*")].filter((one) => getComputedStyle(one).transitionDuration !== "0s").length);
    assert.equal(moving, 0);
    clean(problems);
    await context.close();
  });
});
