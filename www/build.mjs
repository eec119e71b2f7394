// Bundles the page and the extension. usage: node build.mjs TARGET (the folder that holds npm/openweigh)
//
// Each part is a folder of www: its entries are bundled, every other file that is no TypeScript is copied as it is,
// and the wasm is put beside the bundles, where the package's browser entry looks for it.

import { build } from "esbuild";
import { copyFile, cp, mkdir, readFile, readdir, rm, stat } from "node:fs/promises";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { pack } from "./extension/pack.mjs";
import { offlineFiles, writeExamples } from "./page/build.mjs";

/** Entries by part. Modules for what may import; scripts (one closed function) for content scripts. */
const parts = {
  page: { modules: ["boot.ts", "main.ts", "worker.ts", "style.css"], scripts: ["service-worker.ts"] },
  extension: { modules: ["background.ts", "popup.ts", "options.ts", "report.ts", "report.css"], scripts: ["content.ts"] },
};

const www = fileURLToPath(new URL("./", import.meta.url));
const target = process.argv[2];
if (!target) {
  console.error("usage: node build.mjs TARGET");
  process.exit(2);
}
const library = join(target, "npm/openweigh");

for (const [part, { modules, scripts }] of Object.entries(parts)) {
  const source = join(www, part);
  const out = join(target, part);
  if (!(await exists(source))) {
    console.error(`  www/${part}: not there yet, skipped`);
    continue;
  }
  await rm(out, { recursive: true, force: true });
  await mkdir(out, { recursive: true });
  await cp(source, out, { recursive: true, filter: isStatic });
  // One by one: what two of them share is then part of both and not a file that the browser must fetch first.
  for (const module of modules) await bundle(part, [module], "esm", out);
  await copyFile(join(library, "openweigh_bg.wasm"), join(out, "openweigh_bg.wasm"));
  if (part === "page") await writeExamples(out);
  // Scripts last: the page's service worker names every other file.
  await bundle(part, scripts, "iife", out, part === "page" ? await offlineFiles(out) : {});
  console.error(`  target/${part}: ${(await readdir(out)).length} files`);
  if (part === "extension") {
    const { version } = JSON.parse(await readFile(join(library, "package.json"), "utf8"));
    const files = await pack(out, version, join(target, "openweigh-extension.zip"));
    console.error(`  target/openweigh-extension.zip: ${files} files`);
  }
}

async function bundle(part, names, format, out, define = {}) {
  const entryPoints = [];
  for (const name of names) {
    if (await exists(join(www, part, name))) entryPoints.push(join(www, part, name));
    else console.error(`  www/${part}/${name}: not there yet, skipped`);
  }
  if (entryPoints.length === 0) return;
  await build({
    entryPoints,
    outdir: out,
    bundle: true,
    format,
    define,
    // What is loaded on demand (other languages, the hub client) becomes files of its own.
    splitting: format === "esm" && part === "page",
    chunkNames: "part-[hash]",
    platform: "browser",
    target: ["chrome120", "firefox128", "safari17"],
    // The longer name first: an alias also stands for what begins with it.
    alias: { "openweigh/hub": join(library, "hub.js"), openweigh: join(library, "browser.js") },
    conditions: ["browser"],
    nodePaths: [join(www, "node_modules")],
    minify: true,
    keepNames: false,
    sourcemap: "linked",
    legalComments: "none",
    charset: "utf8",
    logLevel: "warning",
  });
}

/** What a browser reads as it is, and folders that hold such files; not sources, their tests, scripts or notes. */
async function isStatic(path) {
  // The page's style sheets are bundled.
  if (relative(www, path).startsWith("page/") && path.endsWith(".css")) return false;
  if (!(await stat(path)).isDirectory()) return !/\.(ts|mts|mjs|md)$/.test(path);
  if (relative(www, path).split("/").includes("test")) return false;
  const inside = await Promise.all((await readdir(path)).map((name) => isStatic(join(path, name))));
  return inside.includes(true);
}

async function exists(path) {
  return stat(path).then(
    () => true,
    () => false,
  );
}
