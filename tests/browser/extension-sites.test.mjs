// The other sites, by optional permission. A browser's permission question cannot be answered by a test, so these run a
// copy of the extension whose manifest has the hosts already; everything else is the same.

import assert from "node:assert/strict";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, beforeEach, describe, test } from "node:test";
import { EXTENSION, badges, keep, launch, openPage, places, settled } from "./extension-harness.mjs";
import { Hub, html } from "./fixtures/hub.mjs";
import * as pages from "./fixtures/pages.mjs";
import { APACHE, MIT, release, sharedText } from "./fixtures/releases.mjs";

const ON = { settings: { sites: { huggingface: true, "hf-mirror": true, github: true, ollama: true, modelscope: true } } };
const DIGEST = `sha256:${"a".repeat(64)}`;

describe("other sites", { timeout: 180_000 }, () => {
  const hub = new Hub();
  let browser;
  let copy;
  before(async () => {
    copy = await mkdtemp(join(tmpdir(), "openweigh-sites-"));
    await cp(EXTENSION, copy, { recursive: true });
    const manifest = JSON.parse(await readFile(join(copy, "manifest.json"), "utf8"));
    manifest.host_permissions = manifest.optional_host_permissions;
    manifest.content_scripts[0].matches = ["huggingface.co", "hf-mirror.com", "github.com", "ollama.com", "modelscope.cn"].map((host) => `https://${host}/*`);
    await writeFile(join(copy, "manifest.json"), JSON.stringify(manifest));
    browser = await launch(hub, { extension: copy });
  });
  after(async () => {
    await browser?.close();
    if (copy) await rm(copy, { recursive: true, force: true });
    assert.deepEqual(browser?.errors, []);
  });
  beforeEach(async () => {
    hub.reset();
    await browser.forget(ON);
  });

  test("hf-mirror: the mirror's own API is asked, without the hub's token", async () => {
    await browser.forget({ ...ON, token: "hf_abcdefghij" });
    hub.releases["acme/small-7b"] = release();
    const page = await openPage(browser, "https://hf-mirror.com/acme/small-7b");
    await settled(page);
    assert.equal((await badges(page))[0].kind, "open-weights");
    const calls = hub.log.filter(({ url }) => url.includes("/api/"));
    assert.ok(calls.length > 0 && calls.every(({ url, headers }) => url.startsWith("https://hf-mirror.com/") && !headers.authorization));
    await page.close();
  });

  const repository = pages.document(
    `<div id="repository-container-header"><div><a href="/acme">acme</a> / <strong itemprop="name"><a href="/acme/engine">engine</a></strong><span class="Label">Public</span></div></div><main><div class="body"><a href="/acme/engine/blob/main/LICENSE">LICENSE</a></div></main>`,
  );

  test("GitHub: a badge beside the repository's name, from one API call", async () => {
    hub.special.set("https://github.com/acme/engine", html(repository));
    hub.special.set("https://api.github.com/repos/acme/engine/license", {
      json: { path: "LICENSE", sha: "b".repeat(40), html_url: "https://github.com/acme/engine/blob/main/LICENSE", encoding: "base64", content: Buffer.from(MIT).toString("base64"), license: { spdx_id: "MIT" } },
    });
    const page = await openPage(browser, "https://github.com/acme/engine");
    await settled(page);
    const [badge] = await badges(page);
    assert.equal(badge.state, "verified", badge.name);
    assert.equal(badge.kind, "open-source", badge.name);
    const [place] = await places(page);
    assert.equal(place.href, "/acme/engine");
    assert.ok(place.badge.left >= place.link.right && place.badge.left - place.link.right < 30);
    assert.equal(hub.log.filter(({ url }) => url.startsWith("https://api.github.com/")).length, 1);
    await keep(page, "github", { clip: { x: 0, y: 0, width: 800, height: 120 } });
    await page.close();
  });

  test("GitHub: no license, no repository and the rate limit are three things", async () => {
    hub.special.set("https://github.com/acme/engine", html(repository));
    const license = "https://api.github.com/repos/acme/engine/license";
    const limited = { status: 403, json: { message: "API rate limit exceeded" }, headers: { "x-ratelimit-remaining": "0", "x-ratelimit-reset": String(Math.floor(Date.now() / 1000) + 2) } };
    for (const [answers, state, kind] of [
      [{ [license]: { status: 404, json: {} }, "https://api.github.com/repos/acme/engine": { json: { full_name: "acme/engine" } } }, "nothing", /no-license|unrecognized/],
      [{ [license]: { status: 404, json: {} }, "https://api.github.com/repos/acme/engine": { status: 404, json: {} } }, "not-checked", /not-checked/],
      [{ [license]: limited }, "not-checked", /not-checked/],
    ]) {
      await browser.forget(ON);
      for (const [url, answer] of Object.entries(answers)) hub.special.set(url, answer);
      const page = await openPage(browser, "https://github.com/acme/engine");
      await settled(page);
      const [badge] = await badges(page);
      assert.equal(badge.state, state, badge.name);
      assert.match(badge.kind, kind, badge.name);
      await page.close();
    }
  });

  test("Ollama: all license layers of the registry are read", { skip: !sharedText("llama-3.1") && "../shared is not there" }, async () => {
    hub.special.set("https://ollama.com/library/llama3.1", html(pages.document('<main><div class="body"><h1><a x-test-model-name href="/library/llama3.1">llama3.1</a></h1></div></main>')));
    hub.special.set("https://registry.ollama.ai/v2/library/llama3.1/manifests/latest", {
      json: { config: { digest: DIGEST }, layers: [{ mediaType: "application/vnd.ollama.image.model", digest: DIGEST }, { mediaType: "application/vnd.ollama.image.license", digest: DIGEST }] },
    });
    hub.special.set(`https://registry.ollama.ai/v2/library/llama3.1/blobs/${DIGEST}`, { body: sharedText("llama-3.1") });
    const page = await openPage(browser, "https://ollama.com/library/llama3.1");
    await settled(page);
    const [badge] = await badges(page);
    assert.equal(badge.state, "verified", badge.name);
    assert.equal(badge.kind, "weights-conditional", badge.name);
    const [place] = await places(page);
    assert.equal(place.href, "/library/llama3.1");
    await page.close();
  });

  test("Ollama: the cards of a search", async () => {
    const ids = ["llama3.1", "mistral"];
    hub.special.set("https://ollama.com/search", html(pages.document(`<main><ul>${ids.map((id) => `<li x-test-model style="padding:10px"><a href="/library/${id}" style="display:block"><h2><span x-test-search-response-title>${id}</span></h2><p>About it.</p></a></li>`).join("")}</ul></main>`)));
    for (const id of ids) {
      hub.special.set(`https://registry.ollama.ai/v2/library/${id}/manifests/latest`, { json: { config: { digest: DIGEST }, layers: [{ mediaType: "application/vnd.ollama.image.license", digest: DIGEST }] } });
      hub.special.set(`https://registry.ollama.ai/v2/library/${id}/blobs/${DIGEST}`, { body: APACHE });
    }
    const page = await openPage(browser, "https://ollama.com/search");
    await settled(page, 2);
    assert.deepEqual((await places(page)).map(({ href }) => href), ids.map((id) => `/library/${id}`));
    await page.close();
  });

  test("ModelScope: the model's tag and its license file", async () => {
    hub.special.set("https://modelscope.cn/models/acme/small-7b", html(pages.document('<main><div class="body"><div class="antd-title-x1"><span>acme</span>/<span>small-7b</span></div></div></main>')));
    hub.special.set("https://modelscope.cn/api/v1/models/acme/small-7b", { json: { Code: 200, Data: { License: "Apache License 2.0" } } });
    hub.special.set("https://modelscope.cn/api/v1/models/acme/small-7b/repo?Revision=master&FilePath=LICENSE", { body: APACHE });
    const page = await openPage(browser, "https://modelscope.cn/models/acme/small-7b");
    await settled(page);
    const [badge] = await badges(page);
    assert.equal(badge.state, "verified", badge.name);
    assert.match(badge.name, /acme\/small-7b/);
    await page.close();
  });

  test("a site that is switched off gets no badge and is not asked", async () => {
    await browser.forget({ settings: { sites: { github: false } } });
    hub.special.set("https://github.com/acme/engine", html(repository));
    const page = await openPage(browser, "https://github.com/acme/engine");
    await page.waitForTimeout(600);
    assert.deepEqual(await badges(page), []);
    assert.ok(!hub.log.some(({ url }) => url.startsWith("https://api.github.com/")));
    await page.close();
  });

  test("context menu: a selection and a link to a license file open the report", async () => {
    const page = await openPage(browser, "https://huggingface.co/acme/small-7b");
    const click = async (given) => {
      const opened = browser.context.waitForEvent("page");
      await browser.worker().evaluate((given) => chrome.contextMenus.onClicked.dispatch({ menuItemId: "what-does-this-allow", ...given }, {}), given);
      const report = await opened;
      await report.waitForSelector(".ow-verdict, .notice[role=alert]");
      return report;
    };
    const selection = await click({ selectionText: MIT });
    assert.match(await selection.locator(".ow-verdict").innerText(), /Open-source license/);
    await selection.close();
    hub.special.set("https://raw.githubusercontent.com/acme/engine/main/LICENSE", { body: APACHE, headers: { "access-control-allow-origin": "*" } });
    const link = await click({ linkUrl: "https://github.com/acme/engine/blob/main/LICENSE" });
    assert.match(await link.locator(".ow-verdict").innerText(), /Open-source license/);
    await link.close();
    const wrong = await click({ linkUrl: "javascript:alert(1)" });
    assert.match(await wrong.locator(".notice").innerText(), /could not be read/);
    await wrong.close();
    await page.close();
  });
});
