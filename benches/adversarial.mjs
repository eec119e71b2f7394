// Texts that are made to be slow, and what they cost beside ordinary text of the same length.
//
//   node benches/adversarial.mjs PACKAGE LICENSE-DATA [LENGTH]   prints a JSON object a line, for `cargo xtask bench`
//
// LICENSE-DATA is the folder of SPDX texts in the `license` crate. `tests/package/adversarial.test.mjs` holds the bounds.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import process, { argv } from "node:process";
import { fileURLToPath, pathToFileURL } from "node:url";

/** A full report may cost this many times what ordinary text of the same length costs. */
export const MOST_TIME = 4;
/** The wasm's memory may grow to this many times what license text of the same length takes. */
export const MOST_MEMORY = 3;

/** The texts of the SPDX list that are not deprecated, sorted by id. */
export function licenses(data) {
  return readdirSync(join(data, "details"))
    .sort()
    .map((name) => JSON.parse(readFileSync(join(data, "details", name), "utf8")))
    .filter(({ isDeprecatedLicenseId }) => !isDeprecatedLicenseId)
    .map(({ licenseId, licenseText }) => ({ id: licenseId, text: licenseText }));
}

/** A generator of numbers below a limit; the same in every run. */
function numbers(seed) {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}

const SENTENCES = [
  "It reads a configuration file and writes the result to the standard output.",
  "Run the tests before you send a change, and describe what you want to do.",
  "The table is kept in memory, so a second look costs nothing at all.",
  "See the documentation for the conditions under which the cache is dropped.",
  "Copies of the data are stored in a folder and can be deleted at any time.",
  "If the server is not available, the client waits and tries again later.",
  "Contributions are welcome; the maintainers answer within a week or two.",
  "let total = items.iter().map(|item| item.price * item.count).sum::<u64>(); // sum up",
  "for (const [name, value] of Object.entries(options)) settings.set(name, value);",
];

/** Ordinary text: prose and code as in the files of a project, with a license here and there. `length` in code units. */
export function ordinary(list, length) {
  const below = numbers(5);
  let out = "";
  while (out.length < length) {
    for (let line = 0; line < 260; line += 1) out += SENTENCES[below(SENTENCES.length)] + (below(5) === 0 ? "\n\n" : "\n");
    const license = list[below(list.length)].text;
    if (license.length < 20_000) out += `\n/*\n${license}\n*/\n\n`;
  }
  return cut(out, length);
}

/** Dense license text: one license after the other, in an order without families. */
export function dense(list, length) {
  const below = numbers(9);
  let out = "";
  while (out.length < length) out += `${list[below(list.length)].text}\n\n`;
  return cut(out, length);
}

/** Names and texts; each text has `length` code units. */
export function hostile(list, length) {
  const text = (id) => list.find((license) => license.id === id).text;
  const fill = (piece) => cut(piece.repeat(Math.ceil(length / piece.length)), length);
  const made = (next) => {
    const pieces = [];
    for (let size = 0, at = 0; size < length; at += 1) {
      const piece = next(at);
      pieces.push(piece);
      size += piece.length;
    }
    return cut(pieces.join(""), length);
  };
  const words = (id) => text(id).split(/\s+/);
  const gpl = words("GPL-3.0-only");
  const all = list.flatMap((license) => license.text.split(/\s+/).slice(0, 400));
  const below = numbers(3);
  const restrictive = "you may not use the Model or its outputs for commercial purposes unless you obtain a license from us ";
  return {
    "a repeated n-gram that many licenses have": fill("Permission is hereby granted, free of charge, to any person "),
    "a repeated n-gram that one license has": fill(`${gpl.slice(2000, 2012).join(" ")} `),
    "a repeated word": fill("license "),
    "one license again and again": fill(`${text("MIT")}\n\n`),
    "a long license again and again": fill(`${text("GPL-3.0-only")}\n\n`),
    "every license, one after the other": fill(list.map((license) => license.text).join("\n\n")),
    "the first words of every license": fill(list.map((license) => license.text.split(/\s+/).slice(0, 40).join(" ")).join("\n")),
    "every third word of licenses": fill(all.filter((_, at) => at % 3 === 0).join(" ")),
    "n-grams of licenses in a random order": made(() => {
      const at = below(all.length - 8);
      return `${all.slice(at, at + 8).join(" ")} `;
    }),
    "words of licenses in a random order": made(() => `${all[below(all.length)]} `),
    "two licenses, word by word": fill(gpl.map((word, at) => `${word} ${words("Apache-2.0")[at % 1500]}`).join(" ")),
    "licenses on one line": fill(list.map((license) => license.text.replace(/\s+/g, " ")).join(" ")),
    "ordinary text on one line": ordinary(list, length).replace(/\s+/g, " "),
    "licenses without spaces": fill(list.map((license) => license.text.replace(/\s+/g, "")).join("")),
    "one letter": fill("a"),
    "one-letter words": fill("a b c d e f g "),
    "only punctuation": fill("!?;:,.()[]{}<>\"'`*_-#/\\|@$%^&+=~"),
    "only line breaks": fill("\n"),
    "only spaces and tabs": fill(" \t \r\n"),
    "full stops": fill(". "),
    "sentences of one word": fill("No. "),
    "lists within lists": made((at) => `${"  ".repeat(at % 60)}(${"abcdefghij"[at % 10]}) you may not use it;\n`),
    "a list with a stem for all": `You may not use the Model to:\n${fill("(a) break any law;\n(b) harm a person; or\n")}`.slice(0, length),
    "numbered sections": made((at) => `${at}.${at % 7}.${at % 3} Restrictions. You shall not rent it.\n`),
    "numbers of sections alone": fill("1.1.1.1.1.1.1.1 "),
    "stems without end": fill("You agree that you will not and will not permit others to: "),
    "nested HTML": cut(`${"<div><p>".repeat(length / 22)}${"text</p></div>".repeat(length / 22)}`.padEnd(length), length),
    "open tags": fill("<a href='"),
    "open angle brackets": fill("<"),
    "open comments": fill("<!-- "),
    "entities": fill("&amp;&quot;&#x41;&nbsp;"),
    "entities that do not end": fill("&amp"),
    "Markdown links": fill("[a](b) ![c](d) "),
    "Markdown brackets": fill("[["),
    "tables": fill("| a | b | c |\n|---|---|---|\n"),
    "code fences": fill("```\n"),
    "front matter": fill("---\nlicense: mit\n"),
    "one sentence of restrictions": fill(restrictive),
    "restrictions, a sentence each": fill(`Y${restrictive.slice(1).trim()}. `),
    "negations": fill("not no never nor without unless except other than provided that "),
    "permissions and negations": fill("you may not not may shall must not be permitted to use "),
    "verbs of a license": fill("use copy modify merge publish distribute sublicense and or sell rent lease lend "),
    "definitions": fill("“Model” means the “Model”, where “Model” means any “Model”. "),
    "grants": fill("Licensor grants you a worldwide, royalty-free license to use, reproduce and distribute the Work. "),
    "figures": fill("more than 700 million monthly active users or USD 1,000,000,000.00 in annual revenue of $5M "),
    "digits": fill("1234567890,"),
    "backtracking bait": fill(`${"a".repeat(30)}! (((a|a)*)*)+$ `),
    "copyright lines": fill("Copyright (c) 2001-2024 A. Person and others. All rights reserved.\n"),
    "comment leaders": fill("// # * -- ;; REM dnl %% "),
    "names of licenses": fill("MIT, Apache-2.0, GPL v2 or later, BSD 3-Clause, CC BY-NC 4.0 and MPL 2.0; "),
    "identifiers": fill("SPDX-License-Identifier: MIT OR Apache-2.0 WITH LLVM-exception\n"),
    "an identifier without end": `SPDX-License-Identifier: ${fill("MIT OR ")}`.slice(0, length),
    "an identifier in brackets": `SPDX-License-Identifier: ${fill("(")}`.slice(0, length),
    "addresses of licenses": fill("https://www.apache.org/licenses/LICENSE-2.0 https://opensource.org/licenses/MIT "),
    "addresses of documents": fill("subject to the policy at https://example.com/a-policy and the terms of use, "),
    "Chinese": fill("本许可不得用于任何商业目的，未经授权不得再分发本模型及其衍生品。"),
    "ideographs": made((at) => String.fromCodePoint(0x4e00 + ((at * 7919) % 20_000))),
    "all planes of Unicode": made((at) => {
      const point = (at * 40_503) % 0x11_0000;
      return point >= 0xd800 && point < 0xe000 ? " " : String.fromCodePoint(point);
    }),
    "combining marks": fill(`a${"\u0301\u0323\u0308".repeat(40)} `),
    "zero width": fill("a\u200b\u200d\ufeffb "),
    "emoji": fill("👩‍⚖️⚖️📜"),
    "letters that grow in lower case": fill("İıſẞﬁ"),
    "lone surrogates": fill("\ud800\udfff\udc00\ud800 a \udc00"),
    "NULs": fill("\0"),
    "NULs among words": fill("use\0the\0Model "),
    "random code units": made(() => String.fromCharCode(below(0x1_0000))),
  };
}

/** The first `length` code units, without half a character at the end. */
function cut(text, length) {
  const end = text.charCodeAt(length - 1);
  return text.slice(0, end >= 0xd800 && end < 0xdc00 && text.length > length ? length - 1 : length);
}

/**
 * Times full reports of each hostile text and of ordinary and dense ones, the least of `rounds`, and the wasm's memory
 * after each in an instance of its own. `pick` names the texts to be measured, all of them by default.
 */
export async function measure(packageFolder, data, length, rounds, pick = () => true) {
  const list = licenses(data);
  const texts = Object.entries(hostile(list, length)).filter(([name]) => pick(name));
  const glueUrl = pathToFileURL(join(packageFolder, "openweigh.js")).href;
  const module = new WebAssembly.Module(readFileSync(join(packageFolder, "openweigh_bg.wasm")));
  let instances = 0;
  const one = async (name, text, least) => {
    // Another query is another module, with an instance and a memory of its own.
    const glue = await import(`${glueUrl}?instance=${(instances += 1)}`);
    const { memory } = glue.initSync({ module });
    glue.classify("The first text pays for the start.");
    let ms = Infinity;
    for (let round = 0; round < least; round += 1) {
      // Time of the processor, because what else the machine does would fall on some texts and not on others.
      const begun = process.cpuUsage();
      glue.classify(text);
      const { user, system } = process.cpuUsage(begun);
      ms = Math.min(ms, (user + system) / 1e3);
    }
    // Per byte, because a character of many bytes is as much text as many of one.
    const bytes = new TextEncoder().encode(text).length;
    return { name, bytes, ms, nsPerByte: (1e6 * ms) / bytes, memory: memory.buffer.byteLength };
  };
  // Twice: the first instances run while the engine's code is still being optimised.
  await one("warm-up", dense(list, Math.min(length, 300_000)), 3);
  const plain = await one("ordinary text", ordinary(list, length), rounds + 2);
  const license = await one("license text", dense(list, length), rounds + 2);
  const rows = [];
  for (const [name, text] of texts) {
    const row = await one(name, text, rounds);
    rows.push({ ...row, times: row.nsPerByte / plain.nsPerByte, dense: row.nsPerByte / license.nsPerByte });
  }
  return { plain, license, rows };
}

if (argv[1] === fileURLToPath(import.meta.url)) {
  const [packageFolder, data, length = "1000000"] = argv.slice(2);
  const { plain, license, rows } = await measure(packageFolder, data, Number(length), 2);
  for (const row of [plain, license, ...rows]) console.log(JSON.stringify(row));
}
