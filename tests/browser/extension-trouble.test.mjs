// What a hub can do wrong, and what a background can suffer: the badge says so, never looks like an answer, and
// recovers. Names and texts that attack stay text.

import assert from "node:assert/strict";
import { after, before, beforeEach, describe, test } from "node:test";
import { badges, keep, launch, openPage, settled, stopBackground } from "./extension-harness.mjs";
import { Hub, SHA, html } from "./fixtures/hub.mjs";
import { canServeHttps, serveHttps } from "./fixtures/https.mjs";
import * as pages from "./fixtures/pages.mjs";
import { APACHE, declared, release } from "./fixtures/releases.mjs";

const HOME = "https://huggingface.co";
const ID = "acme/one";
const API = `/api/models/${ID}/revision/HEAD`;
const FILE = `/${ID}/resolve/${SHA}/LICENSE`;

/** Words that only an answer may contain. */
const ANSWERS = /open|permi(?!ssion\.)|allowed|commercial/i;

describe("trouble", { timeout: 240_000 }, () => {
  let browser;
  const hub = new Hub();
  before(async () => {
    browser = await launch(hub);
  });
  after(async () => {
    await browser?.close();
    assert.deepEqual(browser?.errors, [], "nothing was thrown on any page");
  });
  beforeEach(async () => {
    await browser.forget();
    // Pauses that a hub asked for are also known to the background's memory.
    await stopBackground(browser);
    hub.reset();
    hub.releases = { [ID]: release() };
  });

  async function open(id = ID) {
    const page = await openPage(browser, `${HOME}/${id}`);
    await settled(page);
    return page;
  }

  for (const [what, answer, state, words] of [
    ["401", { status: 401, json: { error: "Invalid credentials" } }, "not-checked", /does not show this to visitors/],
    ["403", { status: 403, json: { error: "Forbidden" } }, "not-checked", /does not show this to visitors/],
    ["404", { status: 404, json: { error: "Not found" } }, "not-checked", /does not know it/],
    ["500", { status: 500, body: "oops" }, "failed", /answered with an error/],
    ["503", { status: 503, body: "<html>maintenance</html>" }, "failed", /answered with an error/],
    ["418", { status: 418, body: "" }, "failed", /could not be understood/],
    ["malformed JSON", { contentType: "application/json", body: '{"id": "acme/one", "cardData": {"license": "mit"' }, "failed", /could not be understood/],
    ["JSON of another shape", { json: ["mit"] }, "failed", /could not be understood/],
    ["an empty answer", { body: "" }, "failed", /could not be understood/],
    ["a page instead of JSON", { contentType: "text/html", body: "<!doctype html><p>License: MIT" }, "failed", /could not be understood/],
    ["no connection", { abort: "connectionfailed" }, "failed", /could not be reached/],
  ]) {
    test(`the API answers ${what}: ${state}, and a later check succeeds`, async () => {
      hub.special.set(API, answer);
      const page = await open();
      const [badge] = await badges(page);
      assert.equal(badge.state, state, badge.name);
      assert.match(badge.name, words);
      assert.doesNotMatch(badge.label, ANSWERS);
      await page.locator("openweigh-badge button.badge").click();
      const popover = page.locator("openweigh-badge .popover");
      assert.match(await popover.innerText(), /Nothing is known about its license\. This is not a permission\./);
      assert.equal(await popover.locator(".answers").count(), 0);
      if (what === "500") await keep(page, "failed");
      hub.special.clear();
      await popover.getByRole("button", { name: "Check again" }).click();
      await page.waitForFunction(() => document.querySelector("openweigh-badge").shadowRoot.querySelector("button").dataset.state === "verified");
      await page.close();
    });
  }

  test("the API answers 429: nothing more is asked until the time that it named, then the badge comes by itself", async () => {
    const ids = Array.from({ length: 20 }, (_, place) => `acme/model-${place}`);
    for (const id of ids) hub.releases[id] = release();
    let limited = true;
    for (const id of ids) {
      hub.special.set(`/api/models/${id}/revision/HEAD`, (url) =>
        limited ? { status: 429, body: "", headers: { ratelimit: '"api";r=0;t=3' } } : hub.plainly(url));
    }
    hub.special.set("/models", html(pages.listPage(ids)));
    const page = await openPage(browser, `${HOME}/models`);
    await settled(page, 20);
    const first = hub.apiCalls.length;
    assert.ok(first <= 6, `${first} calls before the pause was honoured`);
    assert.ok((await badges(page)).every(({ state, label }) => state === "not-checked" && label === "Waiting for the hub"));
    assert.match((await badges(page))[0].name, /asks us to wait until/);
    await keep(page, "waiting");
    limited = false;
    await page.waitForTimeout(1500);
    assert.equal(hub.apiCalls.length, first, "nothing was asked during the pause");
    await page.waitForFunction(() => [...document.querySelectorAll("openweigh-badge")].every((host) => host.shadowRoot.querySelector("button").dataset.state === "verified"), null, { timeout: 12_000 });
    await page.close();
  });

  for (const [what, answer, why] of [
    ["500", { status: 500, body: "" }, /the hub failed/],
    ["429", { status: 429, body: "", headers: { ratelimit: '"resolvers";r=0;t=5' } }, /rate limited/],
    ["401", { status: 401, body: "", headers: { "x-error-code": "GatedRepo" } }, /gated/],
    ["404", { status: 404, body: "", headers: { "x-error-code": "EntryNotFound" } }, /not found/],
    ["5 MB", { contentType: "text/plain", body: "MIT License ".repeat(430_000) }, /larger than/],
    ["bytes", { contentType: "application/octet-stream", body: Buffer.from([77, 73, 84, 0, 1, 2, 255, 254]) }, /not a text/],
  ]) {
    test(`the license file answers ${what}: declared only, and it is said what was not read`, async () => {
      hub.special.set(FILE, answer);
      const page = await open();
      const [badge] = await badges(page);
      assert.equal(badge.state, "declared", badge.name);
      await page.locator("openweigh-badge button.badge").click();
      assert.match(await page.locator("openweigh-badge .popover").innerText(), new RegExp(`LICENSE: .*${why.source}`));
      await page.close();
    });
  }

  test("no tag, and the license file answers 500: a failure, not “no license found”", async () => {
    hub.releases[ID] = release({ card: {}, tags: [] });
    hub.special.set(FILE, { status: 500, body: "" });
    const page = await open();
    const [badge] = await badges(page);
    assert.equal(badge.state, "failed", badge.name);
    await page.close();
  });

  test("the background is stopped in the middle of a check: the answer comes all the same", async () => {
    hub.delay = 1500;
    const page = await openPage(browser, `${HOME}/${ID}`);
    await page.waitForSelector("openweigh-badge");
    await page.waitForTimeout(500);
    assert.equal(hub.apiCalls.length, 1, "the check is under way");
    await stopBackground(browser);
    assert.equal((await badges(page))[0].state, "checking", "an honest state in between");
    hub.delay = 0;
    await settled(page);
    assert.equal((await badges(page))[0].state, "verified");
    await page.close();
  });

  test("a stopped background starts again for the next page and answers from what it kept", async () => {
    const first = await open();
    await first.close();
    await stopBackground(browser);
    hub.log.length = 0;
    const page = await open();
    assert.equal((await badges(page))[0].state, "verified");
    assert.equal(hub.apiCalls.length, 0, "from the cache");
    await page.close();
  });

  test("hostile names and texts are inert", async () => {
    const evil = '<img src=x onerror="document.title=`pwned`"><script>document.title="pwned"</script>';
    const turned = "\u202Egnp.exe\u2066 \u200Fabc";
    hub.releases[ID] = declared("other", {
      card: { license: "other", license_name: `${evil} ${turned} ${"W".repeat(10_000)}`, license_link: "javascript:document.title='pwned'", extra_gated_prompt: `${evil}\n${turned}\n${"long".repeat(3000)}\nYou may use the Model only for non-commercial research purposes. ${evil}` },
      gated: "manual",
      files: ["config.json", "model.safetensors", `${turned}-${evil.replaceAll("/", "")}`],
      tags: ["license:other", `base_model:finetune:${evil}`, "base_model:merge:../../etc", `dataset:${turned}`],
    });
    const page = await open();
    await page.locator("openweigh-badge button.badge").click();
    await page.waitForTimeout(300);
    const seen = await page.evaluate(() => {
      const { shadowRoot } = document.querySelector("openweigh-badge");
      const popover = shadowRoot.querySelector(".popover");
      return {
        title: document.title,
        images: shadowRoot.querySelectorAll("img, script, iframe, [onerror]").length,
        links: [...shadowRoot.querySelectorAll("a")].map((link) => link.protocol),
        turned: /[\u202A-\u202E\u2066-\u2069\u200F]/.test(popover.textContent + shadowRoot.querySelector("button").getAttribute("aria-label")),
        wide: popover.scrollWidth > popover.clientWidth,
        length: popover.textContent.length,
      };
    });
    assert.equal(seen.title, ID);
    assert.equal(seen.images, 0);
    assert.ok(seen.links.every((protocol) => protocol === "https:"), String(seen.links));
    assert.equal(seen.turned, false, "no reordering characters");
    assert.equal(seen.wide, false, "nothing sticks out");
    assert.ok(seen.length < 8000, `${seen.length} characters`);
    await keep(page, "hostile");
    await page.close();
  });

  test("links that are no repositories are never asked for", async () => {
    const hrefs = ["/acme/..", "/acme/%2e%2e%2fsecret", "/acme/a b", "//evil.example/acme/one", "javascript:alert(1)", "https://evil.example/acme/one", `/acme/${"x".repeat(300)}`];
    const cards = hrefs.map((href) => `<article class="overview-card-wrapper"><a href="${href.replace(/"/g, "&quot;")}"><header title="acme/one"><h4>acme/one</h4></header></a></article>`).join("");
    hub.special.set("/models", html(pages.document(`<main><div class="grid">${cards}</div></main>`)));
    const page = await openPage(browser, `${HOME}/models`);
    await page.waitForTimeout(600);
    assert.deepEqual(await badges(page), []);
    assert.equal(hub.apiCalls.length, 0);
    await page.close();
  });

  test("a page cannot make the background ask or open anything", async () => {
    const page = await open();
    const before = { calls: hub.apiCalls.length, tabs: browser.context.pages().length };
    const result = await page.evaluate(async () => {
      const { shadowRoot } = document.querySelector("openweigh-badge");
      shadowRoot.querySelector("button").click();
      for (const button of shadowRoot.querySelectorAll(".act")) button.dispatchEvent(new MouseEvent("click", { bubbles: true, composed: true }));
      await new Promise((resume) => setTimeout(resume, 400));
      return typeof globalThis.chrome?.runtime?.sendMessage;
    });
    assert.equal(result, "undefined", "no messages from pages");
    assert.deepEqual({ calls: hub.apiCalls.length, tabs: browser.context.pages().length }, before);
    await page.close();
  });

  test("the token goes to the hub alone, and the page's props go nowhere", async () => {
    await browser.forget({ token: "hf_abcdefghij" });
    hub.releases[ID] = declared("other", { card: { license: "other", license_link: "https://raw.githubusercontent.com/acme/one/main/LICENSE" } });
    hub.special.set("https://raw.githubusercontent.com/acme/one/main/LICENSE", { body: APACHE, headers: { "access-control-allow-origin": "*" } });
    const page = await open();
    const calls = hub.log.filter(({ url }) => /\/api\/|githubusercontent/.test(url));
    assert.equal(calls.find(({ url }) => url.includes("/api/")).headers.authorization, "Bearer hf_abcdefghij");
    assert.equal(calls.find(({ url }) => url.includes("githubusercontent")).headers.authorization, undefined);
    const options = await openPage(browser, browser.url("options.html"));
    const stored = await options.evaluate(async () => JSON.stringify([await chrome.storage.local.get(null), await chrome.storage.session.get(null)]));
    assert.doesNotMatch(stored, /secret|authLight/, "nothing of the page's session is stored");
    await options.close();
    await page.close();
  });
});

describe("redirects", { timeout: 60_000, skip: !canServeHttps() && "openssl is not there" }, () => {
  let browser;
  let server;
  const hub = new Hub();
  before(async () => {
    server = await serveHttps(hub);
    // Requests that follow a redirect are not intercepted, so here the whole hub is a server.
    browser = await launch(null, { args: [`--host-resolver-rules=MAP * 127.0.0.1:${server.port}`, "--ignore-certificate-errors"] });
  });
  after(async () => {
    await browser?.close();
    await server?.close();
  });
  beforeEach(async () => {
    await browser.forget();
    hub.reset();
    hub.releases = { [ID]: release(), "acme/renamed": release() };
  });

  test("a renamed model is followed", async () => {
    hub.special.set(API, { status: 307, headers: { location: "/api/models/acme/renamed/revision/HEAD" }, body: "" });
    const page = await openPage(browser, `${HOME}/${ID}`);
    await settled(page);
    assert.equal((await badges(page))[0].state, "verified");
    assert.ok(hub.log.some(({ url }) => url.includes("/api/models/acme/renamed/")));
    await page.close();
  });

  test("a file that leads to a foreign host is not read", async () => {
    hub.special.set(FILE, { status: 302, headers: { location: "https://elsewhere.example/license.txt" }, body: "" });
    hub.special.set("https://elsewhere.example/license.txt", { body: APACHE, headers: { "access-control-allow-origin": "*" } });
    const page = await openPage(browser, `${HOME}/${ID}`);
    await settled(page);
    assert.equal((await badges(page))[0].state, "declared");
    await page.locator("openweigh-badge button.badge").click();
    assert.match(await page.locator("openweigh-badge .popover").innerText(), /LICENSE: .*elsewhere\.example/);
    await page.close();
  });

  test("redirects without end: a failure", async () => {
    hub.special.set(API, { status: 307, headers: { location: API }, body: "" });
    const page = await openPage(browser, `${HOME}/${ID}`);
    await settled(page);
    assert.equal((await badges(page))[0].state, "failed");
    await page.close();
  });
});
