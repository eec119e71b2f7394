// Looking up a release on the hub: only on request, only there, and honest when it fails. The hub is answered from
// here, in the shape of its API.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { answers, clean, startPage, verdict } from "./page-tools.mjs";

const HUB = "https://huggingface.co/";
const LICENSE = `QUILL MODEL LICENSE
You are granted a non-exclusive license to use, reproduce, distribute and modify the Model for non-commercial purposes only.
THE MODEL IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND.
`;
const MODEL = {
  id: "quill/Quill-7B", sha: "0123456789abcdef0123456789abcdef01234567", gated: false, tags: ["license:apache-2.0", "text-generation"],
  cardData: { license: "apache-2.0", datasets: [] }, library_name: "transformers",
  siblings: ["LICENSE", "README.md", "config.json", "model.safetensors"].map((rfilename) => ({ rfilename })),
};

/** Answers the hub's requests: by path, a function or a status. */
async function hub(context, answer) {
  const asked = [];
  await context.route(`${HUB}**`, (route) => {
    const url = new URL(route.request().url());
    asked.push(url.pathname);
    const found = answer(url);
    const headers = { "access-control-allow-origin": "*", ...found.headers };
    return route.fulfill({ status: found.status ?? 200, headers, contentType: found.type ?? "text/plain", body: found.body ?? "" });
  });
  return asked;
}

function quill(url) {
  if (url.pathname.startsWith("/api/models/quill/Quill-7B")) return { type: "application/json", body: JSON.stringify(MODEL) };
  if (url.pathname.endsWith("/LICENSE")) return { body: LICENSE, headers: { "x-repo-commit": MODEL.sha } };
  if (url.pathname.endsWith("/README.md")) return { body: "---\nlicense: apache-2.0\n---\n# Quill\n<img src=x onerror=window.ran=1>" };
  return { status: 404, headers: { "x-error-code": "EntryNotFound" }, body: "not found" };
}

describe("the page and the hub", () => {
  let site;
  before(async () => {
    site = await startPage();
  });
  after(() => site.close());

  test("asks the hub only when told to, and nobody else", async () => {
    let asked;
    const { page, context, problems, requests } = await site.open({ prepare: async (_, context) => { asked = await hub(context, quill); } });
    await verdict(page, "conditional");
    await page.fill("input[name=hub]", "https://huggingface.co/quill/Quill-7B");
    await page.waitForTimeout(300);
    assert.deepEqual(asked, [], "typing asks nothing");
    await page.keyboard.press("Enter");
    await page.waitForSelector(".release");
    await verdict(page, "non-commercial");
    assert.equal((await answers(page)).commercialUse, "forbidden");
    assert.match(await page.textContent(".release"), /quill\/Quill-7B/);
    // The tag says Apache, the text does not: that is shown.
    await page.waitForSelector(".conflict");
    assert.match(await page.textContent(".conflict"), /apache-2\.0/i);
    assert.equal(new URL(page.url()).searchParams.get("hub"), "quill/Quill-7B");
    assert.equal(asked.filter((path) => path.startsWith("/api/")).length, 1, "one API call");
    assert.deepEqual(requests.filter((one) => !one.startsWith(site.address) && !one.startsWith(HUB) && !one.startsWith("data:")), []);
    assert.equal(await page.evaluate(() => window.ran), undefined);
    clean(problems);
    await context.close();
  });

  test("a link with a hub id looks it up", async () => {
    const { page, context, problems } = await site.open({ path: "?hub=quill/Quill-7B", ready: false, prepare: (_, context) => hub(context, quill) });
    await page.waitForSelector(".release");
    await verdict(page, "non-commercial");
    clean(problems);
    await context.close();
  });

  for (const [name, answer, words] of [
    ["not found", () => ({ status: 404, body: "{}" }), /no such repository/],
    ["gated", () => ({ status: 401, body: "{}" }), /login|no such repository/],
    ["too many", () => ({ status: 429, headers: { "ratelimit": '"api";r=0;t=42' }, body: "" }), /too often/],
    ["failed", () => ({ status: 500, body: "" }), /failed/],
    ["no JSON", () => ({ type: "application/json", body: "{" }), /cannot be read/],
  ]) {
    test(`an answer that is none: ${name}`, async () => {
      const { page, context } = await site.open({ prepare: (_, context) => hub(context, answer) });
      await verdict(page, "conditional");
      await page.fill("input[name=hub]", "quill/Quill-7B");
      await page.keyboard.press("Enter");
      await page.waitForSelector("#panel-report .problem[role=alert]");
      assert.match(await page.textContent("#panel-report .problem"), words);
      assert.equal(await page.locator(".ow-verdict, .release").count(), 0, "no verdict, old or new");
      await context.close();
    });
  }

  test("what is no id is said to be none, without asking", async () => {
    let asked;
    const { page, context, problems } = await site.open({ prepare: async (_, context) => { asked = await hub(context, quill); } });
    await page.fill("input[name=hub]", "not an id at all");
    await page.keyboard.press("Enter");
    await page.waitForSelector("#panel-report .problem");
    assert.deepEqual(asked, []);
    clean(problems);
    await context.close();
  });

  test("several files are a release", async () => {
    const { page, context, problems } = await site.open();
    await page.setInputFiles("#files", [
      { name: "LICENSE", mimeType: "text/plain", buffer: Buffer.from(LICENSE) },
      { name: "USE_POLICY.md", mimeType: "text/markdown", buffer: Buffer.from("# Use policy\nYou agree not to use the Model to harass others.\n") },
      { name: "picture.bin", mimeType: "application/octet-stream", buffer: Buffer.from([0, 1, 2, 3]) },
    ]);
    await page.waitForSelector(".release");
    await verdict(page, "non-commercial");
    assert.deepEqual(await page.$$eval("#file-tabs button", (all) => all.map((one) => one.textContent)), ["LICENSE", "USE_POLICY.md"]);
    assert.match(await page.textContent("#toast"), /picture\.bin/);
    await page.click("#file-tabs button:nth-child(2)");
    await page.waitForFunction(() => document.querySelector("#text").textContent.includes("harass"));
    clean(problems);
    await context.close();
  });
});
