// Searches folders for license files, as .gitignore allows.

import ignore from "ignore";
import { existsSync, lstatSync, readdirSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import { reason } from "./read.js";

/** The names that license texts have, with what stands before and after the word. */
const NAMES =
  /^(?:.{0,40}[-_. ])?(?:(?:un|re)?licen[cs]es?|copying|eula|terms(?:[-_. ]of[-_. ](?:use|service))?|acceptable[-_. ]use(?:[-_. ]policy)?|use[-_. ]policy)(?:[-_. ].{0,60})?$/i;
/** A NOTICE is none: it lists whom to name. */
const COPYRIGHT = /^(?:copyright|copyleft)s?(?:\.(?:txt|md|rst))?$/i;

/** Endings of text; a number, a version or an SPDX id may also stand after the dot. */
const CODE =
  /\.(?:[cm]?[jt]sx?|d\.ts|rs|py|pyc|pyi|rb|go|java|class|kt|scala|swift|[ch](?:pp|xx|c|h)?|cs|php|pl|pm|sh|lua|r|jl|m|mm|json[5cl]?|ya?ml|toml|xml|xsd|ini|cfg|conf|lock|svg|png|jpe?g|gif|webp|ico|pdf|docx?|odt|zip|gz|tgz|xz|bz2|7z|jar|whl|so|dll|exe|bin|wasm|map|snap|css|scss|sass|less|vue|svelte|proto|sql|csv|tsv|db|vbs|hbs|ejs|tpl|tmpl|j2|in|template)$/i;

/** Whether a file's name is one of a license text. */
export function isLicenseName(path) {
  const name = basename(path);
  if (CODE.test(name)) return false;
  if (/^licenses$/i.test(basename(dirname(path)))) return /\.(?:txt|md|rst)$/i.test(name) || !name.includes(".");
  return NAMES.test(name) || COPYRIGHT.test(name);
}

/** The license files in a folder, as inputs; or one that says that there are none. */
export function* search(folder) {
  let found = false;
  for (const input of walk(folder, rulesAbove(folder))) {
    found = true;
    yield input;
  }
  if (!found) yield { name: folder, kind: "file", problem: "a folder without license files" };
}

function* walk(folder, above) {
  const rules = withRules(above, folder);
  let entries;
  try {
    entries = readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    yield { name: folder, kind: "file", problem: `cannot be read: ${reason(error)}` };
    return;
  }
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    if (entry.name === ".git") continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (!ignored(rules, path, true)) yield* walk(path, rules);
    } else if (isLicenseName(path) && !ignored(rules, path, false)) {
      // A link counts when it leads to a file; links to folders are not followed, so that no search is endless.
      if (entry.isSymbolicLink() && !leadsToFile(path)) continue;
      if (entry.isFile() || entry.isSymbolicLink()) yield { name: path, kind: "file" };
    }
  }
}

function leadsToFile(path) {
  try {
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** The rules of the folders from the repository's root down to `folder`, unless they ignore `folder` itself. */
function rulesAbove(folder) {
  const folders = [];
  for (let at = resolve(folder); ; at = dirname(at)) {
    if (isRepository(at)) break;
    const parent = dirname(at);
    if (parent === at) return [];
    folders.unshift(parent);
  }
  let rules = [];
  for (const above of folders) rules = withRules(rules, above);
  return ignored(rules, folder, true) ? [] : rules;
}

function isRepository(folder) {
  return existsSync(join(folder, ".git"));
}

function withRules(rules, folder) {
  const file = join(folder, ".gitignore");
  try {
    if (!lstatSync(file).isFile()) return rules;
    const matcher = ignore({ allowRelativePaths: true }).add(readFileSync(file, "utf8"));
    return [...rules, { folder: resolve(folder), matcher }];
  } catch {
    return rules;
  }
}

// The deepest file that says something about a path decides, as in git.
function ignored(rules, path, isFolder) {
  const full = resolve(path);
  for (let at = rules.length - 1; at >= 0; at -= 1) {
    const { folder, matcher } = rules[at];
    const inside = relative(folder, full).split(sep).join("/");
    if (inside === "" || inside.startsWith("../")) continue;
    const { ignored, unignored } = matcher.test(isFolder ? `${inside}/` : inside);
    if (ignored) return true;
    if (unignored) return false;
  }
  return false;
}
