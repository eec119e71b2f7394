// Completes the npm package: the template's files, the inline wasm, the command line in one file.
// usage: node assemble.mjs PACKAGE VERSION (the wasm and its glue are in PACKAGE already)

import { build } from "esbuild";
import { chmod, cp, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { man } from "../pkg-template/cli/completion.js";

const [, , out, version] = process.argv;
const template = fileURLToPath(new URL("../pkg-template/", import.meta.url));
const tools = fileURLToPath(new URL("./node_modules/", import.meta.url));

// The sources of the command line are bundled below, not shipped.
const shipped = (path) => !path.startsWith(join(template, "cli"));
await cp(template, out, { recursive: true, filter: shipped });

await writeFile(join(out, "openweigh.1"), man(version));

const wasm = await readFile(join(out, "openweigh_bg.wasm"));
await writeFile(join(out, "openweigh_bg.inline.js"), `export default "${wasm.toString("base64")}";\n`);

const manifest = JSON.parse(await readFile(join(template, "package.json"), "utf8"));
manifest.version = version;
await writeFile(join(out, "package.json"), `${JSON.stringify(manifest, null, 2)}\n`);

// One file starts faster than many, and the package needs no dependencies. The engine's entry stays outside: it finds
// the wasm by its own address.
await build({
  entryPoints: [join(template, "cli.js")],
  outfile: join(out, "cli.js"),
  bundle: true,
  format: "esm",
  platform: "node",
  target: "node20",
  external: ["./node.js", "../node.js", "./hub.js", "../hub.js"],
  nodePaths: [tools],
  legalComments: "inline",
  logLevel: "warning",
  plugins: [
    {
      name: "beside",
      setup(build) {
        build.onResolve({ filter: /^\.\.?\/(node|hub)\.js$/ }, ({ path }) => ({
          path: path.replace(/^\.+/, "."),
          external: true,
        }));
      },
    },
  ],
});
await chmod(join(out, "cli.js"), 0o755);
