// The last steps of the extension's build: the version of the package into the manifest, and the zip for the stores.
//
// The same files give the same bytes: entries in order of their names, one fixed time, no trace of the machine.

import { zipSync } from "fflate";
import { readFile, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** Completes the extension in `folder` and writes it to `zip`. `version`: of the npm package beside it. */
export async function pack(folder, version, zip) {
  const manifest = JSON.parse(await readFile(join(folder, "manifest.json"), "utf8"));
  // Browsers take numbers only; what follows a dash in a semantic version has its own field.
  manifest.version = version.replace(/[-+].*$/, "");
  if (manifest.version !== version) manifest.version_name = version;
  await writeFile(join(folder, "manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`);

  const files = {};
  for (const name of (await list(folder)).sort()) {
    // Local time by intention: zip has no time zones, so the same clock reading gives the same bytes everywhere.
    if (!name.endsWith(".map")) files[name] = [await readFile(join(folder, name)), { mtime: new Date(1980, 0, 1) }];
  }
  await writeFile(zip, zipSync(files, { level: 9 }));
  return Object.keys(files).length;
}

async function list(folder, prefix = "") {
  const entries = await readdir(join(folder, prefix), { withFileTypes: true });
  const names = await Promise.all(
    entries.map((entry) => (entry.isDirectory() ? list(folder, `${prefix}${entry.name}/`) : [`${prefix}${entry.name}`])),
  );
  return names.flat();
}
