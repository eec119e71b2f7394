// The page's own steps of the build: example texts, and what the service worker keeps.

import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";

const require = createRequire(import.meta.url);

/** Writes the license texts that examples name (`license: "MIT"`), from the SPDX list's package, to `examples/`. */
export async function writeExamples(out) {
  const source = await readFile(new URL("./examples.ts", import.meta.url), "utf8");
  const ids = new Set([...source.matchAll(/\blicense: "([\w.-]+)"/g)].map((match) => match[1]));
  await mkdir(join(out, "examples"), { recursive: true });
  for (const id of ids) {
    const { licenseText } = require(`spdx-license-list/licenses/${id}.json`);
    await writeFile(join(out, "examples", `${id}.txt`), licenseText);
  }
}

/** The files that the service worker keeps, and a version that changes with any of them. */
export async function offlineFiles(out) {
  const files = (await readdir(out, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && !entry.name.endsWith(".map"))
    .map((entry) => join(entry.parentPath, entry.name).slice(out.length).replace(/^\//, ""))
    .filter((file) => file !== "index.html")
    .sort();
  const hash = createHash("sha256");
  for (const file of ["index.html", ...files]) hash.update(file).update(await readFile(join(out, file)));
  return {
    OPENWEIGH_VERSION: JSON.stringify(hash.digest("hex").slice(0, 16)),
    OPENWEIGH_FILES: JSON.stringify(["./", ...files]),
  };
}
