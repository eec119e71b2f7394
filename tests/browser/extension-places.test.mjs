// Badges stand at the right link, in the right place, and stay there while the page changes under them.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, beforeEach, describe, test } from "node:test";
import { badges, keep, launch, openPage, places, settled } from "./extension-harness.mjs";
import { Hub, html } from "./fixtures/hub.mjs";
import * as pages from "./fixtures/pages.mjs";
import { declared, release } from "./fixtures/releases.mjs";
import { shared } from "./tools.mjs";

const HOME = "https://huggingface.co";

describe("places", { timeout: 240_000 }, () => {
  let browser;
  const hub = new Hub();
  before(async () => {
    browser = await launch(hub);
  });
  after(() => browser?.close());
  beforeEach(async () => {
    await browser.forget();
    hub.reset();
  });

  /** Opens a page of the hub and waits for its badges. */
  async function open(path, body, count = 1) {
    if (body !== undefined) hub.special.set(new URL(path, HOME).pathname, html(body));
    const page = await openPage(browser, `${HOME}${path}`);
    if (count > 0) await settled(page, count);
    return page;
  }

  for (const [what, path, id] of [
    ["model page", "/acme/small-7b", "acme/small-7b"],
    ["files tab of a model", "/acme/small-7b/tree/main", "acme/small-7b"],
    ["file of a model", "/acme/small-7b/blob/main/README.md", "acme/small-7b"],
    ["discussions of a model", "/acme/small-7b/discussions?status=open", "acme/small-7b"],
    ["dataset page", "/datasets/acme/corpus", "datasets/acme/corpus"],
    ["viewer of a dataset", "/datasets/acme/corpus/viewer/default/train", "datasets/acme/corpus"],
    ["name with dots and capitals", "/Acme-AI/Model_v1.5.2-GGUF", "Acme-AI/Model_v1.5.2-GGUF"],
  ]) {
    test(`${what}: one badge, right of the name's link, on its line`, async () => {
      hub.releases[id] = release();
      const page = await open(path, pages.modelPage(id, hub.releases[id]));
      const [place, ...rest] = await places(page);
      assert.equal(rest.length, 0, "one badge alone");
      assert.equal(place.href, `/${id}`);
      assert.ok(place.badge.left >= place.link.right, "right of the name");
      assert.ok(place.badge.left - place.link.right < 60, `${place.badge.left - place.link.right} px from the name`);
      assert.ok(Math.abs(middle(place.badge) - middle(place.link)) < 6, "on the line of the name");
      assert.equal(place.inLink, false, "not inside a link");
      await page.close();
    });
  }

  test("the owner's page, a space and other pages of the hub get no badge in the head", async () => {
    const space = pages.document(
      `<div data-target="SpaceHeader" data-props='{"space":{"id":"acme/demo","token":"secret"}}'><h1><a href="/spaces/acme">acme</a><a href="/spaces/acme/demo">demo</a></h1></div>`,
    );
    for (const [path, body] of [
      ["/spaces/acme/demo", space],
      ["/docs/transformers", pages.document('<h1><a href="/docs/transformers">Transformers</a></h1>')],
      ["/settings/tokens", pages.document('<div data-target="ModelHeader"><h1><a href="/settings/tokens">Tokens</a></h1></div>')],
      ["/acme/other", pages.modelPage("acme/not-this-one")],
    ]) {
      const page = await open(path, body, 0);
      await page.waitForTimeout(600);
      assert.deepEqual(await badges(page), [], path);
      await page.close();
    }
    assert.equal(hub.apiCalls.length, 0, "and the hub is not asked");
  });

  for (const [what, path, options] of [
    ["model list", "/models", {}],
    ["organization page", "/acme", {}],
    ["collection, with absolute links and queries", "/collections/acme/best-64f9", { absolute: true }],
    ["filtered list", "/models?license=license:mit&sort=trending", {}],
  ]) {
    test(`${what}: a badge on each card, none on the promotion, none over a title`, async () => {
      const ids = Array.from({ length: 12 }, (_, place) => `acme/model-${place}-with-quite-a-long-name-that-has-to-give-way`);
      for (const id of ids) hub.releases[id] = release();
      const page = await open(path, pages.listPage(ids, options), ids.length);
      const found = await places(page);
      assert.deepEqual(found.map(({ href }) => new URL(href, HOME).pathname.slice(1)), ids);
      for (const place of found) {
        assert.ok(inside(place.badge, place.card), "inside its card");
        assert.ok(Math.abs(middle(place.badge) - middle(place.title)) < 4, "on the line of the title");
        assert.ok(place.title.right <= place.badge.left, "beside the title, not over it");
        assert.ok(place.meta === null || place.meta.top >= place.badge.bottom - 2, "and not over the line below");
        assert.equal(place.inLink, false, "not inside the card's link");
      }
      await page.close();
    });
  }

  test("data sets among the cards are asked as data sets; spaces are not asked", async () => {
    hub.releases["datasets/acme/corpus"] = release();
    const page = await open("/acme", pages.listPage(["datasets/acme/corpus"], { title: "acme/corpus" }).replace("</main>", `${pages.card("spaces/acme/demo", { title: "acme/demo" })}</main>`));
    const found = await places(page);
    assert.deepEqual(found.map(({ href }) => href), ["/datasets/acme/corpus"]);
    assert.match(hub.apiCalls[0].url, /\/api\/datasets\/acme\/corpus\//);
    await page.close();
  });

  test("results of the full-text search: one badge a repository, at its first link", async () => {
    hub.releases["acme/small-7b"] = release();
    const page = await open("/search/full-text?q=openness", pages.searchPage(["acme/small-7b"]));
    const found = await places(page);
    assert.deepEqual(found.map(({ href }) => href), ["/acme/small-7b/blob/main/README.md?code=true"]);
    await page.close();
  });

  test("the saved list page of the hub: thirty cards, thirty badges, no more than thirty API calls", { skip: !shared && "../shared is not there" }, async () => {
    const saved = await readFile(join(shared, "hub/models-list.2025-04.cleaned.html"), "utf8");
    const ids = [...saved.matchAll(/overview-card-wrapper[^>]*><a [^>]*href="https:\/\/huggingface\.co\/([^"]+)"/g)].map(([, id]) => id);
    const kinds = [release(), declared("mit"), declared("cc-by-nc-4.0"), declared("apache-2.0"), declared("openrail"), declared([], { card: {}, tags: [] })];
    ids.forEach((id, place) => (hub.releases[id] = kinds[place % kinds.length]));
    const page = await open("/models?other=finance", saved.replace("</head>", `<style nonce="x">${pages.LOOK}</style></head>`), 30);
    await page.setViewportSize({ width: 1280, height: 3200 });
    await settled(page, 30);
    const found = await places(page);
    assert.equal(found.length, 30);
    for (const { href, titleText, badge, title, card } of found) {
      assert.equal(new URL(href).pathname.slice(1), titleText);
      assert.ok(inside(badge, card) && title.right <= badge.left, titleText);
    }
    assert.equal(new Set(hub.apiCalls.map(({ url }) => url)).size, hub.apiCalls.length, "no model asked twice");
    assert.equal(hub.apiCalls.length, 30);
    assert.ok((await badges(page)).every(({ state }) => ["verified", "declared", "nothing"].includes(state)));
    await page.setViewportSize({ width: 1280, height: 1100 });
    await page.locator("article").first().evaluate((card) => card.scrollIntoView());
    await keep(page, "saved-list");
    await page.close();
  });

  test("cards out of view are not asked for before they come into view", async () => {
    const ids = Array.from({ length: 60 }, (_, place) => `acme/model-${place}`);
    for (const id of ids) hub.releases[id] = release();
    const page = await open("/models", pages.listPage(ids), 60);
    await page.waitForTimeout(300);
    const first = hub.apiCalls.length;
    assert.ok(first > 0 && first < 40, `${first} of 60 asked at first`);
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
    await page.waitForFunction(() => [...document.querySelectorAll("openweigh-badge")].at(-1).shadowRoot?.querySelector("button").dataset.state === "verified");
    assert.ok(hub.apiCalls.length > first, "asked after scrolling");
    await page.close();
  });

  test("a replaced list has its badges again within 500 ms, and paging back asks for nothing twice", async () => {
    const lists = [0, 1].map((half) => Array.from({ length: 15 }, (_, place) => `acme/model-${half * 15 + place}`));
    for (const id of lists.flat()) hub.releases[id] = release();
    const page = await open("/models", pages.listPage(lists[0]), 15);
    await page.setViewportSize({ width: 1280, height: 2400 });
    await settled(page, 15);
    for (const [ids, known] of [[lists[1], false], [lists[0], true], [lists[1], true]]) {
      const waited = await page.evaluate(replaceList, ids.map((id) => pages.card(id)).join(""));
      assert.ok(waited < 500, `${Math.round(waited)} ms until the new cards had badges`);
      if (known) {
        const states = (await badges(page)).map(({ state }) => state);
        assert.ok(!states.includes("checking"), "what is known is shown at once");
      }
      await settled(page, 15);
      assert.deepEqual((await places(page)).map(({ href }) => href.slice(1)), ids);
    }
    assert.ok(hub.apiCalls.length <= 30, `${hub.apiCalls.length} API calls for 30 cards`);
    assert.equal(new Set(hub.apiCalls.map(({ url }) => url)).size, hub.apiCalls.length);
    await page.close();
  });

  test("a card whose link is given to another model gets that model's badge", async () => {
    for (const id of ["acme/one", "acme/two"]) hub.releases[id] = release();
    const page = await open("/models", pages.listPage(["acme/one"]));
    await page.evaluate(() => {
      const link = document.querySelector("article a");
      link.querySelector("header").title = "acme/two";
      link.querySelector("h4").textContent = "acme/two";
      link.setAttribute("href", "/acme/two");
    });
    await page.waitForFunction(() => /acme\/two/.test(document.querySelector("openweigh-badge")?.shadowRoot?.querySelector("button").getAttribute("aria-label") ?? ""));
    assert.equal((await badges(page)).length, 1);
    await page.close();
  });

  test("client-side navigation: the next model's head gets the next model's badge", async () => {
    for (const id of ["acme/one", "acme/two"]) hub.releases[id] = release();
    const page = await open("/acme/one", pages.modelPage("acme/one"));
    const next = pages.modelPage("acme/two").match(/<div class="SVELTE_HYDRATER[\s\S]*<\/header><\/div>/)[0];
    await page.evaluate((next) => {
      history.pushState({}, "", "/acme/two");
      document.querySelector('[data-target="ModelHeader"]').outerHTML = next;
    }, next);
    await page.waitForFunction(() => /acme\/two/.test(document.querySelector("openweigh-badge")?.shadowRoot?.querySelector("button").getAttribute("aria-label") ?? ""));
    await settled(page);
    assert.deepEqual((await places(page)).map(({ href }) => href), ["/acme/two"]);
    await page.close();
  });

  test("a badge that a page throws away comes back, once", async () => {
    hub.releases["acme/one"] = release();
    const page = await open("/acme/one", pages.modelPage("acme/one"));
    for (let round = 0; round < 3; round += 1) {
      await page.evaluate(() => document.querySelector("openweigh-badge").remove());
      await page.waitForSelector("openweigh-badge", { state: "attached", timeout: 500 });
    }
    await page.waitForTimeout(300);
    assert.equal((await badges(page)).length, 1);
    assert.equal(hub.apiCalls.length, 1);
    await page.close();
  });

  test("nothing moves while a check runs: the badge's room does not depend on its words", async () => {
    hub.releases["acme/one"] = release();
    hub.delay = 400;
    const page = await open("/acme/one", pages.modelPage("acme/one"), 0);
    await page.waitForSelector("openweigh-badge");
    const like = () => page.locator(".like").boundingBox();
    const before = await like();
    await settled(page);
    assert.deepEqual(await like(), before);
    const shift = await page.evaluate(() => new Promise((resolve) => {
      let sum = 0;
      const observer = new PerformanceObserver((list) => list.getEntries().forEach((entry) => (sum += entry.value)));
      observer.observe({ type: "layout-shift", buffered: true });
      setTimeout(() => resolve(sum), 100);
    }));
    assert.ok(shift < 0.02, `layout shift ${shift}`);
    await page.close();
  });
});

/** Replaces the list's container, as filtering and paging do; milliseconds until every new card has its badge. */
async function replaceList(cards) {
  const list = document.querySelector('[data-target="ModelList"]');
  const next = list.cloneNode(false);
  next.innerHTML = `<div class="relative"><div class="grid">${cards}</div></div>`;
  list.replaceWith(next);
  const start = performance.now();
  while (next.querySelectorAll("article > openweigh-badge").length < next.querySelectorAll("article").length) {
    if (performance.now() - start > 5000) return Infinity;
    await new Promise((resume) => setTimeout(resume, 5));
  }
  return performance.now() - start;
}

const middle = ({ top, bottom }) => (top + bottom) / 2;
const inside = (a, b) => a.left >= b.left && a.right <= b.right && a.top >= b.top && a.bottom <= b.bottom;
