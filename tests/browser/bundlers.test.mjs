// The packed tarball in a browser: without a bundler, in a module worker, and through each bundler.

import assert from "node:assert/strict";
import { cpSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import test, { after, before } from "node:test";
import { expected, project, text, tools, write } from "../package/matrix/project.mjs";
import { launch, root, serve } from "./tools.mjs";

const fromTools = createRequire(join(tools, "../package.json"));
const fromWww = createRequire(join(root, "www/package.json"));

let browser;
let dir;
let want;

before(async () => {
  ({ dir } = await project("bundlers"));
  want = await expected();
  write(dir, "src/main.js", main);
  write(dir, "src/inline.js", main.replace('"openweigh"', '"openweigh/inline"'));
  write(dir, "src/worker.js", worker);
  browser = await launch();
});

after(async () => {
  await browser?.close();
});

const main = `import { classify, classifyMany, init } from "openweigh";
globalThis.result = (async () => {
  await init();
  const text = await (await fetch("/text.txt")).text();
  const many = [];
  for await (const report of classifyMany([text, text], { concurrency: 2 })) many.push(JSON.stringify(report));
  return { one: JSON.stringify(classify(text)), many };
})();
`;

const worker = `import { classify, init } from "openweigh";
self.onmessage = async ({ data }) => {
  await init();
  self.postMessage(JSON.stringify(classify(data)));
};
`;

/** Opens a folder in the browser and checks what its page says. */
async function check(folder, name) {
  write(folder, "text.txt", text);
  const server = await serve(folder);
  const page = await browser.newPage();
  const errors = [];
  page.on("pageerror", (error) => errors.push(error.message));
  try {
    await page.goto(server.address);
    await page.waitForFunction(() => globalThis.result !== undefined);
    const { one, many } = await page.evaluate(() => globalThis.result);
    assert.equal(one, want, name);
    assert.deepEqual(many, [want, want], name);
    assert.deepEqual(errors, []);
  } finally {
    await page.close();
    await server.close();
  }
}

const html = (script, more = "") =>
  `<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,">${more}<script type="module" src="${script}"></script>`;

test("a page from static files, with an import map", async () => {
  const out = join(dir, "static");
  cpSync(join(dir, "node_modules/openweigh"), join(out, "openweigh"), { recursive: true });
  write(out, "main.js", main);
  write(out, "index.html", html("./main.js", '<script type="importmap">{"imports":{"openweigh":"./openweigh/browser.js"}}</script>'));
  await check(out, "static");
});

test("the example page from static files", async () => {
  const out = join(dir, "example");
  cpSync(join(dir, "node_modules/openweigh"), join(out, "openweigh"), { recursive: true });
  cpSync(join(root, "examples/page/index.html"), join(out, "index.html"));
  const server = await serve(out);
  const page = await browser.newPage();
  try {
    await page.goto(server.address);
    // The page listens as soon as the engine has started.
    await page.waitForFunction((text) => {
      const input = document.querySelector("#text");
      input.value = text;
      input.dispatchEvent(new InputEvent("input", { bubbles: true }));
      return document.querySelector("#verdict").textContent !== "";
    }, text);
    assert.equal(await page.textContent("#verdict"), JSON.parse(want).verdict.label);
  } finally {
    await page.close();
    await server.close();
  }
});

test("a module worker without a bundler", async () => {
  const out = join(dir, "worker");
  cpSync(join(dir, "node_modules/openweigh"), join(out, "openweigh"), { recursive: true });
  // Import maps do not reach into workers, so it names the file.
  write(out, "worker.js", worker.replace('"openweigh"', '"./openweigh/browser.js"'));
  write(out, "index.html", html("data:text/javascript,"));
  const server = await serve(out);
  const page = await browser.newPage();
  try {
    await page.goto(server.address);
    const said = await page.evaluate((text) => {
      const worker = new Worker("./worker.js", { type: "module" });
      worker.postMessage(text);
      return new Promise((resolve, reject) => {
        worker.onmessage = ({ data }) => resolve(data);
        worker.onerror = ({ message }) => reject(new Error(message));
      });
    }, text);
    assert.equal(said, want);
  } finally {
    await page.close();
    await server.close();
  }
});

test("Vite", async () => {
  const { build } = await import(pathToFileURL(fromTools.resolve("vite")).href);
  write(dir, "vite/index.html", html("/main.js"));
  write(dir, "vite/main.js", main);
  const outDir = join(dir, "out-vite");
  await build({ root: join(dir, "vite"), configFile: false, logLevel: "error", build: { outDir, emptyOutDir: true } });
  await check(outDir, "vite");
});

test("the Vite example builds", async () => {
  const { build } = await import(pathToFileURL(fromTools.resolve("vite")).href);
  cpSync(join(root, "examples/vite"), join(dir, "vite-example"), { recursive: true });
  const outDir = join(dir, "out-vite-example");
  await build({ root: join(dir, "vite-example"), configFile: false, logLevel: "error", build: { outDir, emptyOutDir: true } });
  const server = await serve(outDir);
  const page = await browser.newPage();
  try {
    await page.goto(server.address);
    await page.waitForFunction((text) => {
      const input = document.querySelector("#text");
      input.value = text;
      input.dispatchEvent(new InputEvent("input"));
      return document.querySelector("#verdict").textContent !== "";
    }, text);
    assert.ok((await page.textContent("#verdict")).startsWith(JSON.parse(want).verdict.label));
  } finally {
    await page.close();
    await server.close();
  }
});

for (const name of ["webpack", "@rspack/core"]) {
  test(name, async () => {
    const loaded = fromTools(name);
    const make = loaded.rspack ?? loaded;
    const path = join(dir, `out-${name.replace(/\W/g, "-")}`);
    const compiler = make({
      mode: "production",
      context: dir,
      entry: "./src/main.js",
      output: { path, filename: "main.js", publicPath: "auto" },
      performance: { hints: false },
    });
    const stats = await new Promise((resolve, reject) => {
      compiler.run((error, stats) => (error ? reject(error) : compiler.close(() => resolve(stats))));
    });
    const { errors, warnings } = stats.toJson({ all: false, errors: true, warnings: true });
    assert.deepEqual([errors, warnings].map((list) => list.map(({ message }) => message)), [[], []]);
    write(path, "index.html", html("./main.js"));
    await check(path, name);
  });
}

test("esbuild with openweigh/inline", async () => {
  const { build } = fromWww("esbuild");
  const outdir = join(dir, "out-esbuild");
  const entryPoints = { main: join(dir, "src/inline.js") };
  await build({ entryPoints, outdir, bundle: true, format: "esm", minify: true, logLevel: "error", absWorkingDir: dir });
  write(outdir, "index.html", html("./main.js"));
  await check(outdir, "esbuild");
});
