// The right badge for each kind of release, by the real engine, from what a hub answers.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { badges, keep, launch, openPage, settled } from "./extension-harness.mjs";
import { Hub, html } from "./fixtures/hub.mjs";
import * as pages from "./fixtures/pages.mjs";
import { KINDS, releaseOf, sharedText } from "./fixtures/releases.mjs";
import { target } from "./tools.mjs";

const HOME = "https://huggingface.co";

/** Whether the built engine judges plans. */
const DECIDES = /export function decide\b/.test(await readFile(join(target, "npm/openweigh/openweigh.js"), "utf8"));

const PLAN = {
  commercial: true, monthlyUsers: 50_000, annualRevenue: 1_000_000, headcount: 12, regions: ["US"],
  redistribution: [], trainOnOutputs: false, ordinaryUse: true,
};

describe("releases", { timeout: 240_000 }, () => {
  let browser;
  const hub = new Hub();
  for (const entry of KINDS) {
    const release = releaseOf(entry);
    if (release) hub.releases[entry.id] = release;
  }
  hub.releases["acme/terms"] = { texts: { "LICENSE-QWEN": sharedText("qwen-2024") ?? "" } };
  before(async () => {
    browser = await launch(hub);
  });
  after(() => browser?.close());

  for (const entry of KINDS) {
    const { id, what, kind, state, card = false, conflict = false } = entry;
    test(`${what}: ${kind.source} (${state})`, { skip: !hub.releases[id] && "../shared is not there" }, async () => {
      // What a base model is worth may be known from its own page; here it is not.
      if (card) await browser.forget();
      if (card) hub.special.set("/acme", html(pages.listPage([id])));
      const page = await openPage(browser, card ? `${HOME}/acme` : `${HOME}/${id}`);
      await settled(page);
      const [badge] = await badges(page);
      assert.match(badge.kind, kind, badge.name);
      assert.equal(badge.state, state, badge.name);
      await page.locator("openweigh-badge button.badge").click();
      const popover = page.locator("openweigh-badge .popover");
      assert.match(await popover.innerText(), /not legal advice/);
      assert.equal(await popover.locator(".answers li").count(), 5, "the five answers");
      if (conflict) assert.ok((await popover.locator(".conflict").count()) > 0, "the conflict is shown");
      await page.close();
    });
  }

  test("a fine-tune's own page follows its base model and shows what binds it", { skip: !sharedText("llama-3.1") && "../shared is not there" }, async () => {
    const page = await openPage(browser, `${HOME}/acme/finetune`);
    await settled(page);
    const [badge] = await badges(page);
    assert.equal(badge.state, "verified", badge.name);
    assert.equal(badge.kind, "weights-conditional", badge.name);
    await page.locator("openweigh-badge button.badge").click();
    const popover = page.locator("openweigh-badge .popover");
    assert.match(await popover.innerText(), /meta-llama\/gated-prompt/);
    assert.ok((await popover.locator(".conflict").count()) > 0);
    assert.match(await popover.locator(".quote").first().innerText(), /\S/);
    await keep(page, "conflict");
    await page.close();
  });

  test("with a plan, badges say whether it is allowed, at once and without asking the hub again", { skip: !DECIDES && "the engine does not judge plans yet" }, async () => {
    const cases = [["acme/apache-text", PLAN, ["clear", "conditions"]], ["acme/nc-tag", PLAN, ["blocked", "ask"]], ["acme/missing-everything", PLAN, ["unknown", "blocked", "ask"]]];
    if (sharedText("llama-3.1")) {
      cases.push(["acme/llama-text", PLAN, ["clear", "conditions"]], ["acme/llama-text", { ...PLAN, monthlyUsers: 800_000_000 }, ["ask", "blocked"]]);
    }
    for (const [id, plan, outcomes] of cases) {
      await browser.forget();
      const page = await openPage(browser, `${HOME}/${id}`);
      await settled(page);
      assert.equal((await badges(page))[0].outcome, null, "no plan, no outcome");
      const before = hub.apiCalls.length;
      const options = await openPage(browser, browser.url("options.html"));
      await options.evaluate((plan) => chrome.storage.local.set({ settings: { plan } }), plan);
      await options.close();
      await page.waitForFunction(() => document.querySelector("openweigh-badge")?.shadowRoot?.querySelector(".outcome"));
      const [badge] = await badges(page);
      await page.locator("openweigh-badge button.badge").click();
      const outcome = await page.locator("openweigh-badge .plan").getAttribute("data-outcome");
      assert.ok(outcomes.includes(outcome), `${id}: ${outcome} ${badge.name}`);
      assert.equal(hub.apiCalls.length, before, "from what is known");
      await keep(page, `plan-${outcome}`);
      await page.close();
    }
  });

  test("a list asks once a model, whatever was found", async () => {
    const ids = KINDS.filter(({ id }) => !id.startsWith("datasets/") && hub.releases[id]).map(({ id }) => id);
    await browser.forget();
    hub.log.length = 0;
    hub.special.set("/models", html(pages.listPage(ids)));
    const page = await openPage(browser, `${HOME}/models`);
    await page.setViewportSize({ width: 1280, height: 1200 });
    await settled(page, ids.length);
    assert.equal(hub.apiCalls.length, ids.length);
    await keep(page, "kinds");
    await page.close();
  });
});
