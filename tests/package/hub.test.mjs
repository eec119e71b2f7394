// The hub client against a hub on loopback that answers in the recorded shapes of the real one.

import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, before, test } from "node:test";
import { entry } from "./tools.mjs";

const { HubError, licenseFiles, parseId, release } = await entry("hub.js");
const { assess } = await entry("node.js");

const SHA = "13afe5124825b4f3751f836b40dafda64c1ed062";

/** What the loopback hub knows: paths to answers, or to functions that give one. */
let routes = {};
let asked = [];
let server;
let endpoint;

before(async () => {
  server = createServer((request, response) => {
    const path = request.url.split("?")[0];
    asked.push({ path, url: request.url, headers: request.headers });
    let answer = routes[path];
    if (typeof answer === "function") answer = answer(request);
    if (answer === undefined) {
      response.writeHead(404, { "x-error-code": path.startsWith("/api/") ? "RepoNotFound" : "EntryNotFound" }).end("not here");
      return;
    }
    if (answer === "hang up") return void response.destroy();
    if (answer === "silence") return;
    const { status = 200, headers = {}, body = answer } = answer.status || answer.headers ? answer : { body: answer };
    response.writeHead(status, headers).end(typeof body === "string" || Buffer.isBuffer(body) ? body : JSON.stringify(body));
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  endpoint = `http://127.0.0.1:${server.address().port}`;
});

after(() => {
  server.closeAllConnections();
  server.close();
});

/** An answer of the API in the hub's shape. */
function api(id, { card = {}, files = ["README.md", "config.json", "model.safetensors"], tags = [], ...rest } = {}) {
  return {
    _id: "66eaf084b3b3239188f66fa7",
    id,
    cardData: card,
    createdAt: "2024-09-18T15:23:48.000Z",
    gated: false,
    library_name: "transformers",
    "model-index": null,
    sha: SHA,
    siblings: files.map((rfilename) => ({ rfilename })),
    tags,
    ...rest,
  };
}

const apiPath = (id, kind = "models") => `/api/${kind}/${id}/revision/HEAD`;
const filePath = (id, path) => `/${id}/resolve/${SHA}/${path}`;

function serve(given) {
  routes = given;
  asked = [];
  return { endpoint };
}

const APACHE = "Licensed under the Apache License, Version 2.0.";

test("one call a model, license files by name, and the card", async () => {
  const options = serve({
    [apiPath("o/m")]: api("o/m", {
      card: { license: "apache-2.0", datasets: ["o/d"] },
      files: ["README.md", "LICENSE", "NOTICE.md", "USE_POLICY.md", "model.safetensors", "licenses.json"],
      tags: ["license:apache-2.0", "arxiv:2204.05149"],
    }),
    [filePath("o/m", "LICENSE")]: APACHE,
    [filePath("o/m", "NOTICE.md")]: "notice",
    [filePath("o/m", "USE_POLICY.md")]: "policy",
    [filePath("o/m", "README.md")]: "---\nlicense: apache-2.0\n---\n# M\n\nCode: https://github.com/o/training.\n",
  });
  const found = await release("o/m", options);
  assert.deepEqual(found, {
    id: "o/m",
    kind: "model",
    revision: SHA,
    published: "2024-09-18",
    texts: { LICENSE: APACHE, "NOTICE.md": "notice", "USE_POLICY.md": "policy" },
    license: ["apache-2.0"],
    licenseName: null,
    licenseLink: null,
    files: ["README.md", "LICENSE", "NOTICE.md", "USE_POLICY.md", "model.safetensors", "licenses.json"],
    card: {
      datasets: ["o/d"],
      library: "transformers",
      papers: ["2204.05149"],
      evaluation: null,
      gated: false,
      gatePrompt: null,
      text: "# M\n\nCode: https://github.com/o/training.\n",
      code: ["https://github.com/o/training"],
    },
    baseModels: [],
    missing: [],
  });
  assert.equal(asked.filter(({ path }) => path.startsWith("/api/")).length, 1);
  assert.match(asked[0].url, /\?expand=cardData&expand=siblings&expand=tags&expand=sha/);
  assert.equal(assess(found).id, "o/m");
});

test("the license of the tags where the card has none, and lists of licenses", async () => {
  const options = serve({
    [apiPath("o/m")]: api("o/m", { tags: ["license:mit"], files: ["a.gguf"] }),
    [apiPath("o/two")]: api("o/two", { card: { license: ["mit", "apache-2.0"] }, files: [] }),
  });
  assert.deepEqual((await release("o/m", options)).license, ["mit"]);
  assert.deepEqual((await release("o/two", options)).license, ["mit", "apache-2.0"]);
});

test("license_link: a file, a blob address, another repository, a forbidden host, nonsense", async () => {
  const card = (license_link) => api("o/m", { card: { license: "other", license_name: "house", license_link }, files: ["terms/house.txt"] });
  for (const [link, part, expected] of [
    ["terms/house.txt", "terms/house.txt", "ours"],
    ["https://huggingface.co/o/m/blob/main/terms/house.txt", "terms/house.txt", "ours"],
    ["https://huggingface.co/o/base/blob/main/LICENSE", "o/base/LICENSE", "theirs"],
    ["gone.txt", "gone.txt", "license_link names a file that is not there"],
    ["https://example.org/license", "https://example.org/license", "not read: example.org is not an allowed host"],
    ["http://raw.githubusercontent.com/o/r/main/LICENSE", "http://raw.githubusercontent.com/o/r/main/LICENSE", "not read: raw.githubusercontent.com is not an allowed host"],
    ["javascript:alert(1)", "javascript:alert(1)", /not read|not a file/],
    ["../../etc/passwd", "../../etc/passwd", "license_link is not a file or an address"],
  ]) {
    const options = serve({
      [apiPath("o/m")]: card(link),
      [filePath("o/m", "terms/house.txt")]: "ours",
      "/o/base/resolve/main/LICENSE": "theirs",
    });
    const found = await release("o/m", { ...options, card: false });
    const why = found.missing.find((missing) => missing.part === part)?.why;
    if (expected instanceof RegExp) assert.match(why, expected, link);
    else assert.equal(found.texts[part] ?? why, expected, link);
  }
});

test("a gated file says so, and the prompt is handed over", async () => {
  const options = serve({
    [apiPath("o/m")]: api("o/m", {
      gated: "manual",
      card: { license: "llama3.2", extra_gated_prompt: "### LLAMA 3.2 COMMUNITY LICENSE AGREEMENT" },
      files: ["LICENSE.txt", "model.safetensors"],
    }),
    [filePath("o/m", "LICENSE.txt")]: { status: 401, headers: { "x-error-code": "GatedRepo" }, body: "restricted" },
  });
  const found = await release("o/m", options);
  assert.deepEqual(found.texts, {});
  assert.deepEqual(found.missing, [{ part: "LICENSE.txt", why: "gated: the hub gives it to approved users only" }]);
  assert.equal(found.card.gated, "manual");
  assert.match(found.card.gatePrompt, /LLAMA 3\.2/);
});

test("the lineage: relation, depth three, circles, what is unknown, each model asked once", async () => {
  const chain = (id, base, relation) => api(id, { tags: base ? [`base_model:${base}`, `base_model:${relation}:${base}`] : [], files: [] });
  const options = serve({
    [apiPath("o/0")]: api("o/0", { card: { base_model: ["o/1", "o/x", "not an id!"] }, tags: ["base_model:quantized:o/1"], files: [] }),
    [apiPath("o/1")]: chain("o/1", "o/2", "finetune"),
    [apiPath("o/2")]: chain("o/2", "o/3", "merge"),
    [apiPath("o/3")]: chain("o/3", "o/4", "adapter"),
    [apiPath("o/circle")]: chain("o/circle", "o/Circle", "finetune"),
  });
  const found = await release("o/0", options);
  const [first, missing, nonsense] = found.baseModels;
  assert.deepEqual([first.id, first.relation], ["o/1", "quantized"]);
  assert.equal(first.release.baseModels[0].release.id, "o/2");
  const third = first.release.baseModels[0].release.baseModels[0];
  assert.deepEqual([third.id, third.relation, third.release.id], ["o/3", "merge", "o/3"]);
  assert.deepEqual(third.release.baseModels, [{ id: "o/4", relation: "adapter", why: "its lineage is longer than what is followed" }]);
  assert.deepEqual(missing, { id: "o/x", relation: "unknown", why: "not found" });
  assert.deepEqual(nonsense, { id: "not an id!", relation: "unknown", why: "its name is no id of the hub" });
  assert.equal(new Set(asked.map(({ path }) => path)).size, asked.length);
  const circle = await release("o/circle", options);
  assert.deepEqual(circle.baseModels, [{ id: "o/Circle", relation: "finetune", why: "it is its own ancestor" }]);
  assert.deepEqual((await release("o/0", { ...options, depth: 0 })).baseModels[0].why, "its lineage is longer than what is followed");
  assert.ok(assess(found).baseModels.length >= 3);
});

test("a failure is never an answer", async () => {
  for (const [answer, code, status] of [
    [undefined, "not-found", 404],
    [{ status: 401, headers: { "x-error-code": "RepoNotFound" }, body: "{}" }, "not-found", 401],
    [{ status: 401, headers: {}, body: "{}" }, "gated", 401],
    [{ status: 403, headers: { "x-error-code": "GatedRepo" }, body: "{}" }, "gated", 403],
    [{ status: 500, headers: {}, body: "oops" }, "server", 500],
    [{ status: 400, headers: {}, body: "oops" }, "bad-answer", 400],
    ["{not json", "bad-answer", null],
    ["[1, 2]", "bad-answer", null],
    ["hang up", "network", null],
  ]) {
    const options = serve({ [apiPath("o/m")]: answer });
    await assert.rejects(release("o/m", options), (error) => {
      assert.ok(error instanceof HubError, `${error}`);
      assert.deepEqual([error.code, error.status], [code, status]);
      return true;
    });
  }
});

test("texts that cannot be read are missing, with the reason", async () => {
  for (const [answer, why] of [
    ["x".repeat(5_000_000), "larger than 1 MB"],
    [Buffer.from("PK\u0003\u0004\u0000\u0000"), "not a text file"],
    ["%PDF-1.7", "not a text file"],
    [{ status: 500, headers: {}, body: "" }, "the hub failed (500)"],
    [{ status: 302, headers: { location: "http://localhost:1/secret" }, body: "" }, /no connection|not an allowed host/],
    ["hang up", "no connection"],
    [undefined, "not found"],
  ]) {
    const options = serve({ [apiPath("o/m")]: api("o/m", { files: ["LICENSE"] }), [filePath("o/m", "LICENSE")]: answer });
    const { texts, missing } = await release("o/m", options);
    assert.deepEqual(texts, {});
    assert.equal(missing[0].part, "LICENSE");
    if (why instanceof RegExp) assert.match(missing[0].why, why);
    else assert.equal(missing[0].why, why);
  }
});

test("a limit is honored: after 429 nothing is asked until the reset", async (t) => {
  // Limits count for an address, so this hub has one of its own.
  let calls = 0;
  const limited = createServer((_, response) => {
    calls += 1;
    response.writeHead(429, { ratelimit: '"api";r=0;t=120' }).end("slow down");
  });
  await new Promise((resolve) => limited.listen(0, "127.0.0.1", resolve));
  t.after(() => limited.close());
  const options = { endpoint: `http://127.0.0.1:${limited.address().port}` };
  for (const round of [1, 2]) {
    await assert.rejects(release("o/m", options), (error) => {
      assert.equal(error.code, "rate-limited");
      assert.ok(error.retryAfter > 115 && error.retryAfter <= 120, `${round}: ${error.retryAfter}`);
      return true;
    });
  }
  assert.equal(calls, 1);
});

test("the last call of a window is answered, and the next one waits", async (t) => {
  let calls = 0;
  const last = createServer((_, response) => {
    calls += 1;
    response.writeHead(200, { ratelimit: '"api";r=0;t=60' }).end(JSON.stringify(api("o/m", { files: [] })));
  });
  await new Promise((resolve) => last.listen(0, "127.0.0.1", resolve));
  t.after(() => last.close());
  const options = { endpoint: `http://127.0.0.1:${last.address().port}` };
  assert.equal((await release("o/m", options)).id, "o/m");
  await assert.rejects(release("o/n", options), { code: "rate-limited" });
  assert.equal(calls, 1);
});

test("a cache saves calls: answers while they are fresh, texts of a commit for good", async () => {
  const kept = new Map();
  const cache = { get: (key) => Promise.resolve(kept.get(key)), set: (key, value) => kept.set(key, structuredClone(value)) };
  const options = { ...serve({ [apiPath("o/m")]: api("o/m", { files: ["LICENSE"] }), [filePath("o/m", "LICENSE")]: APACHE }), cache };
  const first = await release("o/m", options);
  assert.equal(asked.length, 2);
  assert.deepEqual(await release("o/m", options), first);
  assert.equal(asked.length, 2);
  assert.deepEqual(await release("o/m", { ...options, maxAge: 0 }), first);
  assert.deepEqual(asked.map(({ path }) => path), [apiPath("o/m"), filePath("o/m", "LICENSE"), apiPath("o/m")]);
  for (const [key] of kept) assert.doesNotMatch(key, /bearer|secret/i);
});

test("the token goes to the hub alone", async () => {
  const seen = [];
  const options = serve({ [apiPath("o/m")]: api("o/m", { card: { license_link: "https://raw.githubusercontent.com/o/r/main/LICENSE" }, files: [] }) });
  const fetch = (url, init) => {
    seen.push([url, init.headers.authorization]);
    return url.startsWith("https://raw.") ? Promise.resolve(new Response("text")) : globalThis.fetch(url, init);
  };
  const found = await release("o/m", { ...options, token: "secret", fetch });
  assert.deepEqual(seen.map(([, token]) => token), ["Bearer secret", undefined]);
  assert.equal(found.texts["https://raw.githubusercontent.com/o/r/main/LICENSE"], "text");
});

test("a signal ends the lookup with its reason", async () => {
  const options = serve({ [apiPath("o/m")]: "silence" });
  const controller = new AbortController();
  const reason = new Error("changed my mind");
  const pending = release("o/m", { ...options, signal: controller.signal });
  setTimeout(() => controller.abort(reason), 20);
  await assert.rejects(pending, (error) => error === reason);
});

test("data sets and demos have addresses of their own", async () => {
  const options = serve({
    [apiPath("o/d", "datasets")]: api("o/d", { card: { license: "odc-by" }, files: ["LICENSE", "data/train.parquet"] }),
    [`/datasets/o/d/resolve/${SHA}/LICENSE`]: "terms",
    [apiPath("o/s", "spaces")]: api("o/s", { files: ["app.py"] }),
  });
  const data = await release("o/d", { ...options, kind: "dataset" });
  assert.deepEqual([data.kind, data.texts.LICENSE], ["dataset", "terms"]);
  assert.equal((await release("o/s", { ...options, kind: "space" })).kind, "software");
});

test("answers in other shapes than expected are missing parts, not crashes", async () => {
  const options = serve({
    [apiPath("o/m")]: { id: 7, cardData: "x", siblings: "no", tags: [1, null, "license:mit"], gated: "who knows", sha: {}, createdAt: 5 },
    [apiPath("o/n")]: { siblings: [null, 3, {}, { rfilename: "LICENSE" }], cardData: { license: [1, "mit"], base_model: { a: 1 } } },
    "/o/n/resolve/main/LICENSE": "text",
  });
  const found = await release("o/m", options);
  assert.deepEqual([found.license, found.files, found.card.gated, found.revision], [["mit"], null, null, null]);
  assert.deepEqual(found.missing, [{ part: "files", why: "the hub did not list them" }]);
  const other = await release("o/n", options);
  assert.deepEqual([other.license, other.texts, other.baseModels], [["mit"], { LICENSE: "text" }, []]);
  for (const odd of [found, other]) assert.equal(assess(odd).schema, 1);
});

test("wrong arguments are named", async () => {
  await assert.rejects(release(7), { name: "TypeError", message: "id must be a string" });
  for (const id of ["", "a/b/c", "../etc", "o/..", "o/m?x=1", "o/m#x", "o m", "o/m/"]) {
    await assert.rejects(release(id, { endpoint }), { name: "HubError", code: "bad-id" }, id);
  }
  await assert.rejects(release("o/m", { fetch: 7 }), { name: "TypeError", message: "options.fetch must be a function" });
  await assert.rejects(release("o/m", { endpoint: "ftp://x" }), { name: "TypeError", message: "options.endpoint must be an http or https URL" });
  await assert.rejects(release("o/m", { cache: {} }), { name: "TypeError", message: "options.cache must have the methods get and set" });
  await assert.rejects(release("o/m", { kind: "movie" }), TypeError);
});

test("ids are read from what people paste", () => {
  for (const [text, expected] of [
    ["meta-llama/Llama-3.2-1B", { kind: "model", id: "meta-llama/Llama-3.2-1B" }],
    ["hf:gpt2", { kind: "model", id: "gpt2" }],
    ["hf:o/m", { kind: "model", id: "o/m" }],
    ["https://huggingface.co/o/m/tree/main?x=1#y", { kind: "model", id: "o/m" }],
    ["huggingface.co/datasets/o/d", { kind: "dataset", id: "o/d" }],
    ["https://hf.co/spaces/o/s", { kind: "space", id: "o/s" }],
    ["datasets/o/d", { kind: "dataset", id: "o/d" }],
    ["https://example.org/o/m", null],
    ["https://huggingface.co/models", null],
    ["<img>", null],
    ["", null],
  ]) {
    assert.deepEqual(parseId(text), expected, text);
  }
});

test("license files are found by name", () => {
  assert.deepEqual(
    licenseFiles([
      "README.md", "config.json", "LICENSE", "LICENCE.txt", "MODEL_LICENSE", "LICENSE-MODEL.md", "Notice.txt", "USE_POLICY.md",
      "license.py", "licensed_models.bin", "code/LICENSE", "a/b/c/LICENSE", "TERMS_OF_USE.md", "LICENSE.png", "Llama-license.txt",
    ]),
    ["LICENCE.txt", "LICENSE", "LICENSE-MODEL.md", "Llama-license.txt", "MODEL_LICENSE", "TERMS_OF_USE.md", "USE_POLICY.md", "Notice.txt"],
  );
});
