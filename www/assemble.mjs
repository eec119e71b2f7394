// Completes the npm package: the template's files, the inline wasm, the command line in one file.
// usage: node assemble.mjs PACKAGE (the wasm and its glue are in PACKAGE already; the version is the engine's own)

import { build } from "esbuild";
import { chmod, cp, readFile, writeFile } from "node:fs/promises";
import { join, relative, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { deflateRawSync } from "node:zlib";
import { man } from "../pkg-template/cli/completion.js";

const out = resolve(process.argv[2]);
const template = fileURLToPath(new URL("../pkg-template/", import.meta.url));
const tools = fileURLToPath(new URL("./node_modules/", import.meta.url));

// The sources of the command line are bundled below, not shipped.
const shipped = (path) => !/^cli($|\.js$|\/)/.test(relative(template, path));
await cp(template, out, { recursive: true, filter: shipped });

const wasm = await readFile(join(out, "openweigh_bg.wasm"));
const engine = await import(pathToFileURL(join(out, "openweigh.js")).href);
engine.initSync({ module: wasm });
const version = engine.version();
await writeFile(join(out, "openweigh.1"), man(version));
await build({
  stdin: {
    contents: `export { inflateSync as inflate } from "fflate";
      export const length = ${wasm.length};
      export const base64 = "${deflateRawSync(wasm, { level: 9, memLevel: 9 }).toString("base64")}";`,
    resolveDir: tools,
  },
  outfile: join(out, "openweigh_bg.inline.js"),
  bundle: true,
  format: "esm",
  minifySyntax: true,
  minifyWhitespace: true,
  target: "es2022",
  nodePaths: [tools],
  legalComments: "inline",
  logLevel: "warning",
});

const manifest = JSON.parse(await readFile(join(template, "package.json"), "utf8"));
manifest.version = version;
await writeFile(join(out, "package.json"), `${JSON.stringify(manifest, null, 2)}\n`);

// The command line is one CommonJS file with the entry inside: it starts in half the time of a graph of modules, and
// the package needs no dependencies. What few runs need is a second file, and the hub client stays outside.
const cli = join(out, "cli.cjs");
const bundled = (entry, outfile) => ({
  absWorkingDir: fileURLToPath(new URL("../", import.meta.url)),
  entryPoints: [join(template, entry)],
  outfile,
  bundle: true,
  format: "cjs",
  platform: "node",
  target: "node20",
  nodePaths: [tools],
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: "inline",
  logLevel: "warning",
  plugins: [
    {
      name: "package",
      setup(build) {
        // The glue stands in the package only, and the hub client is loaded from there.
        // Under a name of its own, so that the bundle does not tell in which folder it was made.
        build.onResolve({ filter: /\/openweigh\.js$/ }, () => ({ path: "openweigh.js", namespace: "package" }));
        build.onLoad({ filter: /./, namespace: "package" }, async () => ({ contents: await readFile(join(out, "openweigh.js")) }));
        build.onResolve({ filter: /\/hub\.js$/ }, () => ({ path: "./hub.js", external: true }));
        build.onResolve({ filter: /\/rare\.js$/, namespace: "file" }, ({ kind }) =>
          kind === "require-call" ? { path: "./cli-rare.cjs", external: true } : undefined);
      },
    },
  ],
});
await build({
  ...bundled("cli.js", cli),
  // The URL of this file is made when it is asked for.
  banner: { js: '#!/usr/bin/env node\n"use strict";\nconst meta = { get url() { return require("node:url").pathToFileURL(__filename).href; } };' },
  define: { "import.meta.url": "meta.url" },
});
await build(bundled("cli/rare.js", join(out, "cli-rare.cjs")));
await chmod(cli, 0o755);
