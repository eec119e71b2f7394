// The right badge for each kind of release, by the real engine, from what a hub answers.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { badges, keep, launch, openPage, settled } from "./extension-harness.mjs";
import { Hub, html } from "./fixtures/hub.mjs";
import * as pages from "./fixtures/pages.mjs";
import { KINDS, releaseOf, sharedText } from "./fixtures/releases.mjs";

const HOME = "https://huggingface.co";

describe("releases", { timeout: 240_000 }, () => {
  let browser;
  const hub = new Hub();
  for (const entry of KINDS) {
    const release = releaseOf(entry);
    if (release) hub.releases[entry.id] = release;
  }
  if (hub.releases["acme/llama-text"]) hub.releases["acme/llama-text"].texts["QWEN-LICENSE"] = sharedText("qwen-2024") ?? "";
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
