// What the browser tests share: the tools of www/node_modules, the built parts, a browser, a server of static files.

import { createRequire } from "node:module";
import { createServer } from "node:http";
import { existsSync, readFileSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";

const require = createRequire(new URL("../../www/package.json", import.meta.url));

/** The root of the repository. */
export const root = fileURLToPath(new URL("../../", import.meta.url));

/** The folder of everything that is built: `page`, `extension`, `npm/openweigh`. */
export const target = process.env.OPENWEIGH_TARGET ?? join(root, "target");

/** playwright-core's Chromium. */
export const { chromium } = require("playwright-core");

/** The source of axe-core, for `page.evaluate`. */
export const axeSource = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

/** The browser's path: `$CHROMIUM`, or Debian's. `cargo xtask test` installs it and sets the variable. */
export const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";

const quiet = [
  "--no-sandbox",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** A headless browser. */
export function launch(options = {}) {
  return chromium.launch({ executablePath, headless: true, ...options, args: [...quiet, ...(options.args ?? [])] });
}

/** A headless browser with an unpacked extension: `{ context, close }`. */
export async function launchWithExtension(extension = join(target, "extension"), options = {}) {
  const profile = await mkdtemp(join(tmpdir(), "openweigh-"));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath,
    headless: false,
    ...options,
    args: [
      "--headless=new",
      ...quiet,
      `--disable-extensions-except=${extension}`,
      `--load-extension=${extension}`,
      ...(options.args ?? []),
    ],
  });
  const close = async () => {
    await context.close();
    await rm(profile, { recursive: true, force: true });
  };
  return { context, close };
}

const kinds = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json",
  ".webmanifest": "application/manifest+json",
  ".wasm": "application/wasm",
  ".svg": "image/svg+xml",
  ".png": "image/png",
};

/** Serves a folder on a free port of 127.0.0.1: `{ address, close }`. */
export async function serve(folder) {
  const server = createServer(async (request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url, "http://x").pathname));
    const file = join(folder, path.endsWith("/") ? `${path}index.html` : path);
    try {
      const body = await readFile(file);
      response.writeHead(200, { "content-type": kinds[extname(file)] ?? "application/octet-stream" });
      response.end(body);
    } catch {
      response.writeHead(404).end("not found");
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const close = () => new Promise((resolve) => server.close(resolve));
  return { address: `http://127.0.0.1:${server.address().port}/`, close };
}

/** The folder of shared data beside the repository, or `null`: tests that need it are skipped without it. */
export const shared = existsSync(join(root, "../shared")) ? join(root, "../shared") : null;
