// Difference, Compare, Plan, Badge and JSON, as a reader uses them.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { clean, paste, startPage, verdict } from "./page-tools.mjs";

describe("the page's tabs", () => {
  let site;
  before(async () => {
    site = await startPage();
  });
  after(() => site.close());

  test("Difference: MIT with an added clause against MIT, then against a chosen license", async () => {
    const { page, context, problems } = await site.open({ path: "?example=mit-plus#tab=difference" });
    await page.waitForSelector("#panel-difference .beside .verdicts");
    assert.match(await page.textContent("#panel-difference"), /Nearest known license: MIT/);
    assert.deepEqual(await page.$$eval("#panel-difference .pill", (all) => all.map((one) => one.dataset.kind)), ["open-source", "conditional"]);
    const gained = await page.$$eval("#panel-difference [data-clause]", (all) => all.map((one) => one.dataset.clause));
    assert.ok(gained.includes("user-threshold"), gained.join(" "));
    assert.match(await page.$$eval("#panel-difference .diff ins", (all) => all.map((one) => one.textContent).join(" ")), /100 million monthly active users/);
    await page.fill("#template", "isc license");
    await page.keyboard.press("Tab");
    await page.waitForFunction(() => document.querySelectorAll("#panel-difference .diff del, #panel-difference .diff ins").length > 4);
    await page.fill("#template", "No Such License");
    await page.keyboard.press("Tab");
    await page.waitForFunction(() => document.querySelector("#panel-difference .empty")?.textContent.includes("No Such License"));
    clean(problems);
    await context.close();
  });

  test("Difference: one changed word in a known license", async () => {
    const { page, context, problems } = await site.open({ path: "?example=mit" });
    await verdict(page, "open-source");
    const text = await page.evaluate(() => document.querySelector("#text").innerText);
    await paste(page, text.replace("without restriction", "for non-commercial purposes only"));
    await page.waitForFunction(() => document.querySelector("#panel-report .ow-verdict")?.dataset.kind !== "open-source");
    await page.click("#tab-difference");
    await page.waitForSelector("#panel-difference .diff ins");
    assert.match(await page.$$eval("#panel-difference .diff ins", (all) => all.map((one) => one.textContent).join(" ")), /non-commercial/);
    assert.match(await page.$$eval("#panel-difference .diff del", (all) => all.map((one) => one.textContent).join(" ")), /without/);
    clean(problems);
    await context.close();
  });

  test("Compare: what changes between two versions", async () => {
    const { page, context, problems } = await site.open({ path: "#tab=compare" });
    await page.fill("#compare-a", "You are granted a license to use, modify and distribute the Model. You must request a license if you have more than 700 million monthly active users.");
    await page.fill("#compare-b", "You are granted a license to use, modify and distribute the Model. You must request a license if you have more than 100 million monthly active users.");
    await page.waitForSelector("#panel-compare .changes ins");
    const words = await page.textContent("#panel-compare .terms");
    assert.match(words, /700,000,000.*100,000,000/);
    assert.match(await page.$$eval("#panel-compare .diff ins", (all) => all.map((one) => one.textContent).join(" ")), /100/);
    await page.click("#panel-compare .actions button:first-child");
    await page.waitForFunction(() => /100,000,000.*700,000,000/s.test(document.querySelector("#panel-compare .terms")?.textContent));
    clean(problems);
    await context.close();
  });

  test("Plan: outcome, meters and the list to do follow the form", async () => {
    const { page, context, problems } = await site.open({ path: "#tab=plan" });
    await page.waitForSelector('[data-outcome="unknown"] .outcome-label');
    // A question leads to its field, also when that is folded away.
    await page.click("#panel-plan .questions button:first-child");
    assert.ok(await page.evaluate(() => document.activeElement.closest("#panel-plan form") !== null));
    await page.click("[name=commercial][value=yes]");
    await page.fill("[name=monthlyUsers]", "42000000");
    await page.click("[name=redistribution][value=derivatives]");
    await page.click("[name=regions][value=US]");
    await page.evaluate(() => { document.querySelector("#panel-plan .more").open = true; });
    await page.click("[name=trainOnOutputs][value=no]");
    await page.waitForSelector('#panel-plan [data-outcome="conditions"] .outcome-label');
    assert.equal(await page.getAttribute("#panel-plan .meter", "aria-valuetext"), "84%");
    assert.equal(await page.getAttribute("#panel-plan .meter", "data-level"), "near");
    assert.match(await page.textContent("#panel-plan .todo"), /Built with Aurora/);
    await page.fill("[name=monthlyUsers]", "60000000");
    await page.waitForSelector('#panel-plan [data-outcome="ask"] .outcome-label');
    assert.match(await page.textContent("#panel-plan .deciding"), /50 million|50,000,000/);
    await page.click("[name=regions][value=EU]");
    await page.waitForSelector('#panel-plan [data-outcome="blocked"] .outcome-label');
    // The plan stays on this device.
    await page.reload();
    await page.waitForSelector('#panel-plan [data-outcome="blocked"] .outcome-label');
    await page.click("#panel-plan button[type=reset]");
    await page.waitForSelector('#panel-plan [data-outcome="unknown"] .outcome-label');
    clean(problems);
    await context.close();
  });

  test("Badge and JSON say what the report says", async () => {
    const { page, context, problems } = await site.open({ path: "#tab=badge" });
    await page.waitForSelector("#panel-badge img");
    assert.ok(await page.$eval("#panel-badge img", (image) => image.decode().then(() => image.naturalWidth > 50)));
    assert.match(await page.textContent("#panel-badge pre"), /Conditional license/);
    assert.equal(await page.locator("#panel-badge pre").count(), 4);
    await page.click("#tab-json");
    const report = JSON.parse(await page.textContent("#panel-json pre"));
    assert.equal(report.schema, 1);
    assert.equal(report.verdict.kind, "conditional");
    assert.ok(page.url().endsWith("#tab=json"), "the tab is in the address");
    clean(problems);
    await context.close();
  });
});
