// What a person meets: the popover by mouse and keyboard, the popup, the options, the report, in both themes, in every
// language, and for readers who do not see colors.

import assert from "node:assert/strict";
import { after, before, beforeEach, describe, test } from "node:test";
import { badges, keep, launch, openPage, settled } from "./extension-harness.mjs";
import { Hub, html } from "./fixtures/hub.mjs";
import * as pages from "./fixtures/pages.mjs";
import { APACHE, KINDS, MIT, declared, release, releaseOf, sharedText } from "./fixtures/releases.mjs";
import { axeSource } from "./tools.mjs";

const HOME = "https://huggingface.co";
const ID = "acme/nc-tag";

for (const dark of [false, true]) {
  describe(`interface, ${dark ? "dark" : "light"}`, { timeout: 240_000 }, () => {
    const theme = dark ? "dark" : "light";
    const hub = new Hub();
    let browser;
    before(async () => {
      browser = await launch(hub, { dark });
    });
    after(async () => {
      await browser?.close();
      assert.deepEqual(browser?.errors, [], "nothing was thrown on any page");
    });
    beforeEach(async () => {
      await browser.forget();
      hub.reset();
      hub.releases = {};
      for (const entry of KINDS) {
        const found = releaseOf(entry);
        if (found) hub.releases[entry.id] = { ...found, dark };
      }
    });

    async function open(id = ID) {
      const page = await openPage(browser, `${HOME}/${id}`);
      await settled(page);
      return page;
    }

    test("popover: opened by Enter, closed by Escape, focus goes in and comes back", async () => {
      const page = await open();
      await page.locator(".name").focus();
      await page.keyboard.press("Tab");
      await page.keyboard.press("Tab");
      assert.equal(await focused(page), "badge", "the badge is next after the name and its copy button");
      await page.keyboard.press("Enter");
      assert.equal(await expanded(page), "true");
      assert.equal(await focused(page), "popover", "focus is in the popover");
      await page.keyboard.press("Tab");
      assert.equal(await focused(page), "close");
      await page.keyboard.press("Escape");
      assert.equal(await expanded(page), "false");
      await until(async () => (await focused(page)) === "badge", "focus is back on the badge");
      assert.equal(await page.evaluate(() => document.querySelector("openweigh-badge").shadowRoot.querySelectorAll(".popover").length), 0);
      await page.keyboard.press("Space");
      assert.equal(await expanded(page), "true");
      await page.mouse.click(5, 500);
      assert.equal(await expanded(page), "false", "a click elsewhere closes it");
      await page.locator("openweigh-badge button.badge").click();
      await page.locator("openweigh-badge .close").click();
      assert.equal(await expanded(page), "false");
      await page.close();
    });

    test("popover: inside the window on every side, at every width", async () => {
      for (const [width, height] of [[1280, 900], [800, 500], [390, 700], [320, 480]]) {
        const page = await open();
        await page.setViewportSize({ width, height });
        await page.locator("openweigh-badge button.badge").click();
        const box = await page.locator("openweigh-badge .popover").boundingBox();
        assert.ok(box.x >= 0 && box.y >= 0 && box.x + box.width <= width && box.y + box.height <= height, `${width} × ${height}: ${JSON.stringify(box)}`);
        await keep(page, `popover-${theme}-${width}`);
        await page.close();
      }
    });

    test("popover on a card: a click neither follows the card's link nor reaches the page", async () => {
      hub.special.set("/models", html(pages.listPage([ID, "acme/mit-text"], { dark })));
      const page = await openPage(browser, `${HOME}/models`);
      await settled(page, 2);
      await page.evaluate(() => {
        globalThis.reached = 0;
        for (const type of ["click", "keydown", "pointerdown"]) document.addEventListener(type, () => (globalThis.reached += 1));
      });
      const badge = page.locator("openweigh-badge button.badge").first();
      await badge.click();
      await page.locator("openweigh-badge .popover h2").click();
      assert.equal(page.url(), `${HOME}/models`);
      assert.equal(await page.evaluate(() => globalThis.reached), 0);
      await page.close();
    });

    test("the badge has a name that says what it is about, what it shows and how sure that is", async () => {
      const page = await open();
      const button = page.getByRole("button", { name: /^Openness of acme\/nc-tag: Non-commercial weights\. Declared only/ });
      assert.equal(await button.count(), 1);
      await button.click();
      assert.equal(await page.getByRole("dialog", { name: "Non-commercial weights" }).count(), 1);
      await page.close();
    });

    test("the theme follows the page, also when it changes", async () => {
      const page = await open();
      const isDark = () => page.evaluate(() => document.querySelector("openweigh-badge").shadowRoot.querySelector(".frame").classList.contains("dark"));
      assert.equal(await isDark(), dark);
      await page.evaluate(() => document.documentElement.classList.toggle("dark"));
      await page.waitForFunction((was) => document.querySelector("openweigh-badge").shadowRoot.querySelector(".frame").classList.contains("dark") !== was, dark);
      await page.close();
    });

    test("full report from the popover: the texts of the release with their words marked", { skip: !sharedText("llama-3.1") && "../shared is not there" }, async () => {
      const page = await open("acme/llama-text");
      await page.locator("openweigh-badge button.badge").click();
      const opened = browser.context.waitForEvent("page");
      await page.locator("openweigh-badge .act.first").click();
      const report = await opened;
      await report.waitForSelector(".sheet pre");
      assert.match(await report.locator(".sheet pre").innerText(), /700 million/);
      const finding = report.locator('.finding[data-clause="user-threshold"]');
      await finding.click();
      const chosen = await report.evaluate(() => {
        const highlight = CSS.highlights.get("ow-chosen");
        const [range] = highlight ?? [];
        const box = range?.getBoundingClientRect();
        return { words: range?.toString() ?? "", seen: box ? box.top > 0 && box.bottom < innerHeight : false };
      });
      assert.match(chosen.words, /700 million/);
      assert.ok(chosen.seen, "the words are in view");
      await report.setViewportSize({ width: 1280, height: 900 });
      await keep(report, `report-${theme}`);
      await axe(report, "report");
      await report.setViewportSize({ width: 390, height: 800 });
      await keep(report, `report-${theme}-390`);
      await report.close();
      await page.close();
    });

    test("popup: the page's result; a list; nothing; a pasted text opens its report", async () => {
      const page = await open();
      const popup = await popupOver(browser, page);
      assert.match(await popup.locator("#here h2").innerText(), /Non-commercial weights/);
      assert.equal(await popup.locator(".answers li").count(), 5);
      await keep(popup, `popup-${theme}`);
      await axe(popup, "popup");
      await popup.close();
      await page.close();

      const ids = ["acme/nc-tag", "acme/mit-text", "acme/apache-text", "acme/missing-everything"];
      hub.special.set("/models", html(pages.listPage(ids, { dark })));
      const list = await openPage(browser, `${HOME}/models`);
      await settled(list, ids.length);
      const over = await popupOver(browser, list);
      assert.deepEqual(await over.locator(".row .name").allInnerTexts(), ids);
      await keep(over, `popup-list-${theme}`);
      await axe(over, "popup with a list");
      await over.locator(".row").nth(1).click();
      assert.match(await over.locator("#here h2").innerText(), /Open Weights/);
      await over.close();
      await list.close();

      const empty = await openPage(browser, browser.url("popup.html"));
      assert.match(await empty.locator(".empty").innerText(), /Nothing on this page/);
      await empty.locator("#text").fill(MIT);
      const opened = browser.context.waitForEvent("page");
      await empty.getByRole("button", { name: "Read it" }).click();
      const report = await opened;
      await report.waitForSelector(".ow-verdict");
      assert.match(await report.locator(".ow-verdict").innerText(), /Open-source license/);
      assert.doesNotMatch(report.url(), /Permission|MIT/, "the text is not in the address");
      await report.close();
    });

    test("options: everything is stored as chosen, wrong entries are named", async () => {
      const options = await openPage(browser, browser.url("options.html"));
      await options.locator('[name="plan"]').check();
      await options.locator('[name="regions"]').fill("Germany");
      await options.getByRole("button", { name: "Save" }).click();
      assert.match(await options.locator("#message").innerText(), /Not a two-letter country code: GERMANY/);
      await options.locator('[name="regions"]').fill("de, US");
      await options.locator('[name="monthlyUsers"]').fill("many");
      await options.getByRole("button", { name: "Save" }).click();
      assert.match(await options.locator("#message").innerText(), /Not a whole number of zero or more: many/);
      await options.locator('[name="monthlyUsers"]').fill("1,000,000");
      await options.locator('[name="token"]').fill("secret");
      await options.getByRole("button", { name: "Save" }).click();
      assert.match(await options.locator("#message").innerText(), /A token starts with hf_/);
      await options.locator('[name="token"]').fill("hf_abcdefghij");
      await options.locator('[name="cards"][value="icon"]').check();
      await keep(options, `options-${theme}`, { fullPage: true });
      await axe(options, "options");
      await options.getByRole("button", { name: "Save" }).click();
      await options.waitForFunction(() => document.querySelector("#message").textContent === "Saved.");
      const stored = await options.evaluate(() => chrome.storage.local.get(null));
      assert.equal(stored.token, "hf_abcdefghij");
      assert.equal(stored.settings.cards, "icon");
      assert.equal(stored.settings.plan.monthlyUsers, 1_000_000);
      assert.deepEqual(stored.settings.plan.regions, ["DE", "US"]);
      await options.getByRole("button", { name: "Remove token" }).click();
      await options.waitForFunction(async () => !("token" in (await chrome.storage.local.get("token"))));
      await options.setViewportSize({ width: 390, height: 800 });
      await keep(options, `options-${theme}-390`, { fullPage: true });
      assert.equal(await options.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true, "no sideways scrolling");
      await options.close();
    });

    test("options: what is remembered is counted and can be forgotten", async () => {
      const page = await open();
      const options = await openPage(browser, browser.url("options.html"));
      await until(async () => /^1 results, [1-9]\d* kB$/.test(await options.locator("#cache-size").innerText()), "one result is counted");
      await options.getByRole("button", { name: "Forget them" }).click();
      await options.waitForFunction(() => /^0 results/.test(document.querySelector("#cache-size").textContent));
      await options.close();
      await page.close();
    });

    test("cards by choice: icons alone, or nothing, at once on open pages", async () => {
      hub.special.set("/models", html(pages.listPage(["acme/nc-tag", "acme/mit-text"], { dark })));
      const page = await openPage(browser, `${HOME}/models`);
      await settled(page, 2);
      await choose(browser, { cards: "icon" });
      await page.waitForFunction(() => [...document.querySelectorAll("openweigh-badge")].some((host) => host.dataset.detail === "icon"));
      await settled(page, 2);
      for (const { box, name } of await badges(page)) {
        assert.ok(box.width <= 28, `${box.width} px`);
        assert.match(name, /Openness of/);
      }
      await choose(browser, { cards: "off" });
      await page.waitForFunction(() => document.querySelectorAll("openweigh-badge").length === 0);
      await choose(browser, { cards: "full", sites: { huggingface: false } });
      await page.waitForTimeout(300);
      assert.equal((await badges(page)).length, 0, "the site is switched off");
      await page.close();
    });

    test("axe-core finds nothing in badges and popover", async () => {
      const ids = KINDS.filter(({ id }) => !id.startsWith("datasets/") && hub.releases[id]).map(({ id }) => id).concat("acme/not-there");
      hub.special.set("/models", html(pages.listPage(ids, { dark })));
      const page = await openPage(browser, `${HOME}/models`);
      await page.setViewportSize({ width: 1280, height: 1300 });
      await settled(page, ids.length);
      await keep(page, `kinds-${theme}`);
      await axe(page, "badges", "openweigh-badge");
      for (const place of [0, 6, 10, ids.length - 1]) {
        await page.locator("openweigh-badge button.badge").nth(place).click();
        await page.locator("openweigh-badge .popover details").evaluateAll((all) => all.forEach((one) => (one.open = true)));
        await axe(page, `popover ${ids[place]}`, "openweigh-badge");
        await page.keyboard.press("Escape");
      }
      await page.close();
    });
  });
}

for (const [locale, folder, words] of [["de", "de", /Nicht kommerziell/], ["zh-CN", "zh_CN", /权重：非商业/]]) {
  test(`localised: ${locale}`, { timeout: 60_000 }, async () => {
    const hub = new Hub({ [ID]: declared("cc-by-nc-4.0") });
    const browser = await launch(hub, { locale });
    try {
      const page = await openPage(browser, `${HOME}/${ID}`);
      await settled(page);
      assert.match((await badges(page))[0].label, words);
      await page.locator("openweigh-badge button.badge").click();
      await keep(page, `popover-${folder}`);
      const options = await openPage(browser, browser.url("options.html"));
      assert.equal(await options.evaluate(() => document.documentElement.lang), locale);
      await keep(options, `options-${folder}`);
    } finally {
      await browser.close();
    }
  });
}

/** The popup as the browser shows it: with the page in front. */
async function popupOver(browser, page) {
  const popup = await browser.context.newPage();
  await popup.setViewportSize({ width: 400, height: 600 });
  const id = await tabOf(browser, page);
  // A popup is no tab; in a tab of its own it would find itself in front.
  await popup.addInitScript((id) => {
    chrome.tabs.query = async () => [{ id }];
  }, id);
  await popup.goto(browser.url("popup.html"));
  await popup.waitForFunction(() => document.querySelector("#here").childElementCount > 0);
  return popup;
}

async function tabOf(browser, page) {
  await page.bringToFront();
  return browser.worker().evaluate(async () => (await chrome.tabs.query({ active: true, lastFocusedWindow: true }))[0].id);
}

async function choose(browser, changes) {
  const page = await openPage(browser, browser.url("options.html"));
  await page.evaluate((changes) => chrome.storage.local.set({ settings: changes }), changes);
  await page.close();
}

/** Waits, two seconds at most, until something holds. */
async function until(holds, what) {
  for (const end = Date.now() + 2000; Date.now() < end; ) {
    if (await holds()) return;
    await new Promise((resume) => setTimeout(resume, 20));
  }
  assert.fail(`not within two seconds: ${what}`);
}

/** Which part of the extension has the focus. */
function focused(page) {
  return page.evaluate(() => {
    const active = document.activeElement?.shadowRoot?.activeElement ?? document.activeElement;
    return ["badge", "popover", "close"].find((name) => active.classList.contains(name)) ?? active.tagName;
  });
}

function expanded(page) {
  return page.locator("openweigh-badge button.badge").first().getAttribute("aria-expanded");
}

/** Fails on any violation that axe-core finds. */
async function axe(page, what, within) {
  await page.evaluate(axeSource);
  const violations = await page.evaluate(async (within) => {
    const { violations } = await globalThis.axe.run(within ? { include: [[within]] } : document, { resultTypes: ["violations"] });
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target, failureSummary }) => `${target.join(" ")} ${failureSummary}`).join("; ").slice(0, 400)}`);
  }, within);
  assert.deepEqual(violations, [], what);
}
