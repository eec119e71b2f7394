// The same extension in Firefox: the add-on linter that the store runs, and a smoke test in Firefox ESR where it is
// installed. Their tools have a manifest of their own, so that nobody else has to download them.

import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { createRequire } from "node:module";
import { createServer, connect } from "node:net";
import { join } from "node:path";
import { test } from "node:test";
import { EXTENSION } from "./extension-harness.mjs";
import { canServeHttps, serveHttps } from "./fixtures/https.mjs";
import { Hub } from "./fixtures/hub.mjs";
import { release } from "./fixtures/releases.mjs";
import { root, target } from "./tools.mjs";

const folder = join(root, "tests/browser/firefox");
const tools = haveTools();
const firefox = [process.env.FIREFOX, "/usr/bin/firefox-esr", "/usr/bin/firefox"].find((path) => path && existsSync(path));

test("the add-on linter finds no error", { skip: !tools && "its tools cannot be installed (npm ci in tests/browser/firefox)", timeout: 120_000 }, async () => {
  const linter = join(folder, "node_modules/addons-linter/bin/addons-linter");
  const child = spawn(process.execPath, [linter, "--output", "json", join(target, "openweigh-extension.zip")]);
  let output = "";
  child.stdout.on("data", (part) => (output += part));
  await new Promise((resolve) => child.on("close", resolve));
  const { errors, warnings } = JSON.parse(output);
  assert.deepEqual(errors, []);
  // One manifest serves both browsers; Firefox ignores the service worker and takes the scripts beside it.
  assert.deepEqual(warnings.map(({ code }) => code), ["BACKGROUND_SERVICE_WORKER_IGNORED"]);
});

const missing = !tools ? "its tools cannot be installed" : !firefox ? "Firefox is not installed (apt-get install firefox-esr)" : !canServeHttps() ? "openssl is not there" : false;

test("Firefox: a badge with its popover on a model page", { skip: missing, timeout: 120_000 }, async () => {
  const { launch } = createRequire(join(folder, "package.json"))("puppeteer-core");
  const hub = new Hub({ "acme/small-7b": release() });
  const server = await serveHttps(hub);
  const proxy = await serveProxy(server.port);
  const browser = await launch({
    browser: "firefox",
    executablePath: firefox,
    headless: true,
    acceptInsecureCerts: true,
    args: ["--no-remote"],
    extraPrefsFirefox: {
      "network.proxy.type": 1,
      "network.proxy.ssl": "127.0.0.1",
      "network.proxy.ssl_port": proxy.port,
      "network.proxy.allow_hijacking_localhost": true,
      "network.stricttransportsecurity.preloadlist": false,
      "security.cert_pinning.enforcement_level": 0,
      "extensions.autoDisableScopes": 0,
    },
  });
  try {
    await browser.installExtension(EXTENSION);
    const page = await browser.newPage();
    const errors = [];
    page.on("pageerror", (error) => errors.push(error));
    await page.goto("https://huggingface.co/acme/small-7b");
    const state = () => page.evaluate(() => document.querySelector("openweigh-badge")?.shadowRoot?.querySelector("button").dataset.state ?? "none");
    for (const end = Date.now() + 30_000; Date.now() < end && !["verified", "failed", "not-checked"].includes(await state()); ) {
      await new Promise((resume) => setTimeout(resume, 100));
    }
    const seen = await page.evaluate(() => {
      const host = document.querySelector("openweigh-badge");
      const button = host?.shadowRoot?.querySelector("button");
      const box = button?.getBoundingClientRect();
      const link = document.querySelector(".name").getBoundingClientRect();
      return { name: button?.getAttribute("aria-label"), ground: button && getComputedStyle(button).backgroundColor, right: box && box.left >= link.right, high: box?.height };
    });
    assert.equal(await state(), "verified", JSON.stringify(seen));
    assert.match(seen.name, /acme\/small-7b: Open Weights/);
    assert.equal(seen.ground, "rgb(14, 116, 144)", "the styles are there");
    assert.ok(seen.right && seen.high === 26, JSON.stringify(seen));
    await page.evaluate(() => document.querySelector("openweigh-badge").shadowRoot.querySelector("button").click());
    const text = await page.evaluate(() => document.querySelector("openweigh-badge").shadowRoot.querySelector(".popover")?.textContent ?? "");
    assert.match(text, /not legal advice/);
    await mkdir(join(target, "screenshots"), { recursive: true });
    await page.screenshot({ path: join(target, "screenshots/extension-firefox.png") });
    assert.deepEqual(errors, []);
  } finally {
    await browser.close();
    await proxy.close();
    await server.close();
  }
});

/** A proxy that leads every connection to one port, whatever host is asked for. */
async function serveProxy(port) {
  const sockets = new Set();
  const server = createServer((client) => {
    sockets.add(client);
    client.on("close", () => sockets.delete(client)).on("error", () => client.destroy());
    client.once("data", () => {
      const upstream = connect(port, "127.0.0.1", () => {
        client.write("HTTP/1.1 200 Connection established\r\n\r\n");
        client.pipe(upstream).pipe(client);
      });
      upstream.on("error", () => client.destroy());
    });
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: server.address().port,
    close: () => new Promise((resolve) => {
      for (const socket of sockets) socket.destroy();
      server.close(resolve);
    }),
  };
}

/** Whether the tools are there; installs them when they are not. */
function haveTools() {
  if (existsSync(join(folder, "node_modules/.package-lock.json"))) return true;
  return spawnSync("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], { cwd: folder, stdio: "ignore", timeout: 180_000 }).status === 0;
}
