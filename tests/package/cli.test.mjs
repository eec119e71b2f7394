// The command line of the built package.

import assert from "node:assert/strict";
import { chmod, mkdir, readFile, symlink, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { join } from "node:path";
import test from "node:test";
import { entry, folder, nonCommercial, openweigh, run, scratch, texts, withPolicy } from "./tools.mjs";

const { classify, version } = await entry("node.js");

async function tree(t, files) {
  const root = await scratch(t);
  for (const [path, content] of Object.entries(files)) {
    await mkdir(join(root, path, ".."), { recursive: true });
    await writeFile(join(root, path), content);
  }
  return root;
}

const lines = (text) => text.split("\n").filter((line) => line !== "");

test("one file: the report of the library as JSON, and for people", async (t) => {
  const cwd = await tree(t, { LICENSE: texts["Apache-2.0"] });
  const json = await openweigh(["LICENSE", "--json"], { cwd });
  assert.deepEqual([json.status, json.stderr], [0, ""]);
  assert.deepEqual(JSON.parse(json.stdout), classify(texts["Apache-2.0"]));
  const jsonl = await openweigh(["--jsonl", "LICENSE"], { cwd });
  assert.deepEqual(JSON.parse(jsonl.stdout), { file: "LICENSE", report: classify(texts["Apache-2.0"]) });
  assert.equal(lines(jsonl.stdout).length, 1);
  const people = await openweigh(["LICENSE"], { cwd });
  assert.equal(people.status, 0);
  assert.match(people.stdout, /^LICENSE\n {2}\S Open-source license\n/);
  assert.match(people.stdout, /Commercial use +allowed/);
  assert.match(people.stdout, /An automated reading, not legal advice\.\n/);
});

test("standard input, by name and by default", async () => {
  for (const args of [["-", "--json"], ["--json"]]) {
    const { status, stdout } = await openweigh(args, { input: texts.MIT });
    assert.equal(status, 0);
    assert.deepEqual(JSON.parse(stdout), classify(texts.MIT));
  }
  const empty = await openweigh(["-", "--json"], { input: "" });
  assert.equal(JSON.parse(empty.stdout).verdict.kind, "unrecognized");
});

test("clauses only, and a minimum", async () => {
  const only = await openweigh(["--json", "--clauses-only"], { input: texts.MIT });
  assert.deepEqual(JSON.parse(only.stdout), classify(texts.MIT, { templates: false }));
  const high = await openweigh(["--json", "--minimum", "1"], { input: `${texts.MIT} and nothing else` });
  assert.deepEqual(JSON.parse(high.stdout), classify(`${texts.MIT} and nothing else`, { minimum: 1 }));
});

test("a policy that the text names is read from a file", async (t) => {
  const cwd = await tree(t, { LICENSE: withPolicy.text, "policy.txt": withPolicy.policy });
  const document = ["--document", `${withPolicy.url}=policy.txt`];
  const { stdout } = await openweigh(["LICENSE", "--json", ...document], { cwd });
  assert.deepEqual(JSON.parse(stdout), classify(withPolicy.text, { documents: { [withPolicy.url]: withPolicy.policy } }));
  const pretty = await openweigh(["LICENSE", "--plain", ...document], { cwd });
  assert.match(pretty.stdout, /In Example Acceptable Use Policy, which was given/);
  assert.doesNotMatch(pretty.stdout, /Not read/);
  const markdown = await openweigh(["LICENSE", "--markdown", ...document], { cwd });
  assert.match(markdown.stdout, /which was given:\n\n(?:- .*\n)*- .*\(`field-of-use`\)/);
  const sarif = JSON.parse((await openweigh(["LICENSE", "--sarif", ...document], { cwd })).stdout);
  const said = sarif.runs[0].results.find(({ message }) => message.text.includes("in Example Acceptable Use Policy"));
  const { charOffset, charLength } = said.locations[0].physicalLocation.region;
  assert.equal(withPolicy.text.slice(charOffset, charOffset + charLength), "Example Acceptable Use Policy");
});

test("the deciding words are quoted with their line", async () => {
  const { stdout } = await openweigh(["-"], { input: nonCommercial });
  assert.match(stdout, /^ +5 {2}.*\(commercial-use-forbidden\)$/m);
  assert.match(stdout, /“.*commercial purpose.*”/);
});

test("folders: license files only, as .gitignore allows, in a fixed order", async (t) => {
  const cwd = await tree(t, {
    ".gitignore": "vendor/\n*.bak\n/only-here\n",
    LICENSE: texts.MIT,
    "LICENSE.bak": texts.MIT,
    "src/license.rs": "fn main() {}",
    "src/index.js": "0",
    "a/COPYING": texts.MIT,
    "a/.gitignore": "!LICENSE.bak\nNOTICE\n",
    "a/LICENSE.bak": texts.MIT,
    "a/NOTICE": "x",
    "a/MODEL_LICENSE.md": texts.MIT,
    "a/USE_POLICY.md": "x",
    "a/LICENSES/MIT.txt": texts.MIT,
    "a/LICENSES/tool.py": "x",
    "vendor/LICENSE": texts.MIT,
    "only-here/LICENSE": texts.MIT,
    "b/only-here/LICENSE-APACHE": texts["Apache-2.0"],
    ".git/LICENSE": "x",
    "node_modules/x/LICENSE": texts.MIT,
  });
  const found = async (...args) => {
    const { stdout } = await openweigh(["--jsonl", ...args], { cwd });
    return lines(stdout).map((line) => JSON.parse(line).file);
  };
  assert.deepEqual(await found("."), [
    "LICENSE",
    "a/LICENSE.bak",
    "a/LICENSES/MIT.txt",
    "a/MODEL_LICENSE.md",
    "a/USE_POLICY.md",
    "a/COPYING",
    "b/only-here/LICENSE-APACHE",
    "node_modules/x/LICENSE",
  ].sort((x, y) => compareWalk(x, y)));
  // The rules of the repository hold below its root as well; a folder that is asked for by name is searched all the same.
  assert.deepEqual(await found("a"), (await found(".")).filter((file) => file.startsWith("a/")));
  assert.deepEqual(await found("vendor"), ["vendor/LICENSE"]);
  const none = await openweigh(["src"], { cwd });
  assert.deepEqual([none.status, none.stdout, none.stderr], [2, "", "openweigh: src: a folder without license files\n"]);
});

/** The order of the walk: names of one folder by code unit. */
function compareWalk(x, y) {
  const [a, b] = [x.split("/"), y.split("/")];
  const at = a.findIndex((part, index) => part !== b[index]);
  return a[at] < b[at] ? -1 : 1;
}

test("links to folders are not followed, links to files are", async (t) => {
  const cwd = await tree(t, { "a/LICENSE": texts.MIT });
  await symlink("..", join(cwd, "a/loop"));
  await symlink("a/LICENSE", join(cwd, "COPYING"));
  await symlink("nowhere", join(cwd, "LICENSE"));
  const { status, stdout } = await openweigh(["--jsonl", "."], { cwd });
  assert.equal(status, 0);
  assert.deepEqual(lines(stdout).map((line) => JSON.parse(line).file), ["COPYING", "a/LICENSE"]);
});

test("files that cannot be read get one line each and the run goes on", async (t) => {
  const cwd = await tree(t, {
    good: texts.MIT,
    binary: Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 0, 1, 2]),
    latin: Buffer.concat([Buffer.from(texts.MIT), Buffer.from([0x0a, 0xa9, 0x20, 0xe9])]),
    utf16: Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(texts.MIT, "utf16le")]),
    empty: "",
    "last\u001b[31m": texts.MIT,
  });
  await mkdir(join(cwd, "folder"));
  await (await import("node:fs/promises")).truncate(join(cwd, "empty"), 0);
  await writeFile(join(cwd, "huge"), "x");
  await (await import("node:fs/promises")).truncate(join(cwd, "huge"), 80 * 1024 * 1024);
  const files = ["good", "missing", "binary", "latin", "utf16", "empty", "huge", "folder", "last\u001b[31m"];
  const { status, stdout, stderr } = await openweigh(["--jsonl", ...files], { cwd });
  assert.equal(status, 2);
  assert.deepEqual(lines(stdout).map((line) => JSON.parse(line).file), ["good", "latin", "utf16", "empty", "last\u001b[31m"]);
  assert.deepEqual(lines(stderr), [
    "openweigh: missing: cannot be read: no such file or folder",
    "openweigh: binary: a binary file",
    "openweigh: latin: not UTF-8; read as Windows-1252",
    "openweigh: huge: too large: 84 MB, 64 MB at most",
    "openweigh: folder: a folder without license files",
  ]);
  const reports = lines(stdout).map((line) => JSON.parse(line).report);
  assert.deepEqual(reports[2], classify(texts.MIT));
  // A name cannot steer the terminal.
  const people = await openweigh(files, { cwd });
  assert.ok(!people.stdout.includes("\u001b"), JSON.stringify(people.stdout));
});

test("a file without permission is named", { skip: process.getuid?.() === 0 ? "root may read everything" : false }, async (t) => {
  const cwd = await tree(t, { LICENSE: texts.MIT });
  await chmod(join(cwd, "LICENSE"), 0);
  const { status, stderr } = await openweigh(["LICENSE"], { cwd });
  assert.deepEqual([status, stderr], [2, "openweigh: LICENSE: cannot be read: permission denied\n"]);
});

test("many files: threads give the same bytes as one, in order", async (t) => {
  const files = {};
  for (let at = 0; at < 100; at += 1) {
    files[`LICENSE-${String(at).padStart(3, "0")}`] = at % 25 === 7 ? "\0" : `${Object.values(texts)[at % 3]}\n${at}`;
  }
  const cwd = await tree(t, files);
  const runs = [];
  for (const concurrency of ["1", "2"]) {
    for (const format of ["--jsonl", "--json", "--markdown", "--sarif", "--plain"]) {
      runs.push([concurrency, format, await openweigh([".", format, "--concurrency", concurrency], { cwd })]);
    }
  }
  for (const [concurrency, format, result] of runs) {
    const alone = runs.find(([one, same]) => one === "1" && same === format)[2];
    assert.deepEqual(result, alone, `${format} with ${concurrency}`);
    assert.equal(result.status, 2);
    assert.equal(lines(result.stderr).length, 4);
  }
  const jsonl = lines(runs[0][2].stdout).map((line) => JSON.parse(line).file);
  assert.equal(jsonl.length, 96);
  assert.deepEqual(jsonl, [...jsonl].sort());
  assert.equal(JSON.parse(runs.find(([, format]) => format === "--json")[2].stdout).length, 96);
});

test("SARIF names rule, file and place", async (t) => {
  const text = nonCommercial;
  const cwd = await tree(t, { "a b/LICENSE": text });
  const { status, stdout } = await openweigh(["--sarif", "--fail-on", "non-commercial", "a b/LICENSE"], { cwd });
  assert.equal(status, 1);
  const log = JSON.parse(stdout);
  assert.equal(log.version, "2.1.0");
  const [{ tool, results }] = log.runs;
  assert.equal(tool.driver.version, version());
  const verdict = results.find(({ ruleId }) => ruleId === "verdict");
  assert.deepEqual([verdict.kind, verdict.level], ["fail", "error"]);
  const finding = results.find(({ ruleId }) => ruleId === "commercial-use-forbidden");
  assert.equal(tool.driver.rules[finding.ruleIndex].id, "commercial-use-forbidden");
  const { artifactLocation, region } = finding.locations[0].physicalLocation;
  assert.equal(artifactLocation.uri, "a%20b/LICENSE");
  assert.equal(region.startLine, 5);
  const words = text.slice(region.charOffset, region.charOffset + region.charLength);
  assert.equal(text.split("\n")[4].slice(region.startColumn - 1, region.endColumn - 1), words);
  const none = await openweigh(["--sarif", "missing"], { cwd });
  assert.equal(none.status, 2);
  assert.deepEqual(JSON.parse(none.stdout).runs[0].results, []);
});

test("Markdown carries no markup of the text", async () => {
  const input = "You may not use the <img src=x onerror=alert(1)> `Model` | *for* [any](http://x) commercial purpose.";
  const { stdout } = await openweigh(["--markdown", "-"], { input });
  assert.match(stdout, /^## /);
  assert.ok(!/<img|\[any\]\(|[^\\]\*for\*/.test(stdout), stdout);
});

test("exit statuses and --fail-on", async () => {
  const input = texts.MIT;
  assert.equal((await openweigh(["-", "--fail-on", "open-source"], { input })).status, 1);
  assert.equal((await openweigh(["-", "--fail-on", "non-commercial,unrecognized"], { input })).status, 0);
  assert.equal((await openweigh(["-", "--fail-on", "unrecognized"], { input: "hello" })).status, 1);
  assert.equal((await openweigh(["-", "--fail-on", "non-commercial"], { input: nonCommercial })).status, 1);
  // What cannot be read outweighs what was met.
  assert.equal((await openweigh(["-", "missing", "--fail-on", "open-source"], { input })).status, 2);
});

test("wrong usage is one line, a hint and status 2", async () => {
  const wrong = {
    "--nothing": /Unknown option '--nothing'/,
    "--fail-on=bad": /--fail-on does not know 'bad'/,
    "--fail-on=blocked": /decisions need --plan/,
    "--minimum=2": /--minimum takes a number from 0 to 1, not '2'/,
    "--concurrency=0": /--concurrency takes a whole number/,
    "--explain=nothing": /no clause is called 'nothing'/,
    "--completion=tcsh": /bash, zsh and fish/,
    "--plan=/missing.json": /--plan \/missing\.json: cannot be read/,
    "--document=policy.txt": /--document takes NAME=FILE, not 'policy\.txt'/,
    "--document=Policy=/missing.txt": /--document \/missing\.txt: /,
    "--compare": /--compare/,
  };
  for (const [arg, message] of Object.entries(wrong)) {
    const { status, stdout, stderr } = await openweigh(["-", arg], { input: "x" });
    assert.equal(status, 2, arg);
    assert.equal(stdout, "", arg);
    assert.match(stderr, message);
    assert.ok(lines(stderr).length <= 2 && !/\n\s+at /.test(stderr), stderr);
  }
  const both = await openweigh(["-", "--json", "--sarif"], { input: "x" });
  assert.match(both.stderr, /choose one of --json and --sarif/);
});

test("colors: on a terminal only, with FORCE_COLOR, never with NO_COLOR or --plain", async () => {
  const has = async (args, env) => (await openweigh(args, { input: texts.MIT, env })).stdout.includes("\u001b[");
  assert.equal(await has(["-"], { NO_COLOR: "" }), false);
  assert.equal(await has(["-"], { NO_COLOR: "", FORCE_COLOR: "1" }), true);
  assert.equal(await has(["-"], { NO_COLOR: "1", FORCE_COLOR: "1" }), false);
  assert.equal(await has(["-", "--plain"], { NO_COLOR: "", FORCE_COLOR: "1" }), false);
});

test("the width of the terminal is kept, ideographs counted as two", async () => {
  const input = `You may not use the Model for any commercial purpose. ${"不得将本模型用于任何商业目的。".repeat(4)}`;
  const { stdout } = await openweigh(["-"], { input, env: { COLUMNS: "60" } });
  for (const line of stdout.split("\n")) {
    const columns = [...line].reduce((sum, letter) => sum + (/[\u3000-\u9fff\uff00-\uff60]/.test(letter) ? 2 : 1), 0);
    assert.ok(columns <= 60, `${columns}: ${line}`);
  }
});

test("explain, version, help, completions, man page", async () => {
  const explained = await openweigh(["--explain", "user-threshold"]);
  assert.match(explained.stdout, /\(user-threshold, veto\)\n\n\S/);
  assert.equal((await openweigh(["--version"])).stdout, `${version()}\n`);
  const help = await openweigh(["--help"]);
  assert.match(help.stdout, /^What a license allows.*\n\nUsage: openweigh/);
  const options = [...help.stdout.matchAll(/^ {2}(?:-\w, )?--([\w-]+)/gm)].map((match) => match[1]);
  assert.ok(options.length >= 15);
  const man = await readFile(join(folder, "openweigh.1"), "utf8");
  for (const shell of ["bash", "zsh", "fish"]) {
    const { stdout } = await openweigh(["--completion", shell]);
    for (const option of options) assert.ok(stdout.includes(option), `${shell}: ${option}`);
  }
  for (const option of options) assert.ok(man.includes(option.replaceAll("-", "\\-")), option);
  const bash = await openweigh(["--completion", "bash"]);
  const checked = await run("bash", ["-n"], { input: bash.stdout });
  assert.deepEqual([checked.status, checked.stderr], [0, ""]);
});

test("a reader that leaves early is no failure", async (t) => {
  const cwd = await tree(t, Object.fromEntries(Array.from({ length: 60 }, (_, at) => [`LICENSE-${at}`, texts.MIT])));
  const command = `'${process.execPath}' '${join(folder, "cli.cjs")}' --json . | head -c 10`;
  const { status, stderr } = await run("bash", ["-o", "pipefail", "-c", command], { cwd });
  assert.deepEqual([status, stderr], [0, ""]);
});

test("a plan: outcome, what decides, --fail-on", async (t) => {
  const cwd = await tree(t, {
    LICENSE: nonCommercial,
    "plan.json": '{ "commercial": true, "redistribution": "none" }',
    "wrong.json": '{ "commercial": "very" }',
    "broken.json": "{",
  });
  const people = await openweigh(["LICENSE", "--plan", "plan.json", "--fail-on", "blocked"], { cwd });
  assert.equal(people.status, 1, people.stderr);
  assert.match(people.stdout, /Your plan: \S /);
  const json = await openweigh(["LICENSE", "--plan", "plan.json", "--json"], { cwd });
  const { file, report, decision } = JSON.parse(json.stdout);
  assert.deepEqual([json.status, file, decision.outcome], [0, "LICENSE", "blocked"]);
  assert.deepEqual(report, classify(nonCommercial));
  const wrong = await openweigh(["LICENSE", "--plan", "wrong.json"], { cwd });
  assert.deepEqual([wrong.status, wrong.stdout], [2, ""]);
  assert.match(wrong.stderr, /--plan wrong\.json: plan\.commercial must be/);
  const broken = await openweigh(["LICENSE", "--plan", "broken.json"], { cwd });
  assert.match(broken.stderr, /--plan broken\.json: no JSON/);
});

test("a comparison: files, known licenses, what is neither", async (t) => {
  const cwd = await tree(t, { a: nonCommercial, b: nonCommercial.replace("not use", "use"), c: texts.MIT });
  const people = await openweigh(["--compare", "a", "b"], { cwd });
  assert.equal(people.status, 0, people.stderr);
  assert.match(people.stdout, /\(commercial-use-forbidden\)/);
  assert.match(people.stdout, /\[-not-\]/);
  const known = await openweigh(["--compare", "c", "MIT", "--json"], { cwd });
  assert.equal(JSON.parse(known.stdout).verdict.changed, false, known.stderr);
  const neither = await openweigh(["--compare", "a", "No-Such-License"], { cwd });
  assert.equal(neither.status, 2);
  assert.match(neither.stderr, /No-Such-License/);
});

test("a badge in a file", async (t) => {
  const cwd = await tree(t, { LICENSE: nonCommercial });
  for (const [file, start] of [["out.svg", "<svg"], ["out.md", "["], ["out.html", "<"]]) {
    const { status, stdout, stderr } = await openweigh(["LICENSE", "--badge", file], { cwd });
    assert.deepEqual([status, stdout, stderr], [0, "", ""]);
    const made = await readFile(join(cwd, file), "utf8");
    assert.ok(made.trimStart().replace(/^!/, "").startsWith(start), made);
  }
  assert.match((await openweigh(["LICENSE", "--badge", "-"], { cwd })).stdout, /^<svg/);
  const nowhere = await openweigh(["LICENSE", "--badge", "no/folder.svg"], { cwd });
  assert.deepEqual([nowhere.status, nowhere.stderr.startsWith("openweigh: no/folder.svg: cannot be written")], [2, true]);
});

test("a model on a hub", async (t) => {
  const model = {
    id: "someone/model",
    sha: "0123456789abcdef0123456789abcdef01234567",
    gated: false,
    tags: ["license:other"],
    cardData: { license: "other", license_name: "example" },
    siblings: [{ rfilename: "LICENSE" }, { rfilename: "model.safetensors" }, { rfilename: "config.json" }],
  };
  const asked = [];
  const server = createServer((request, response) => {
    asked.push(request.url);
    if (request.url.startsWith("/api/models/someone/model")) response.end(JSON.stringify(model));
    else if (request.url.endsWith("/LICENSE")) response.setHeader("content-type", "text/plain").end(nonCommercial);
    else response.writeHead(404).end();
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  t.after(() => server.close());
  const env = { HF_ENDPOINT: `http://127.0.0.1:${server.address().port}` };
  const json = await openweigh(["hf:someone/model", "--jsonl"], { env });
  assert.equal(json.status, 0, json.stderr);
  const { file, assessment } = JSON.parse(json.stdout);
  assert.deepEqual([file, assessment.id, assessment.badge.kind], ["hf:someone/model", "someone/model", "weights-non-commercial"]);
  for (const format of ["--plain", "--markdown", "--sarif"]) {
    const { status, stdout, stderr } = await openweigh(["hf:someone/model", format, "--fail-on", "non-commercial"], { env });
    assert.equal(status, 1, stderr);
    assert.ok(stdout.includes("commercial purpose"), stdout);
  }
  const both = await openweigh(["hf:someone/model", "-", "--plain"], { env, input: nonCommercial });
  assert.equal(lines(both.stdout).length, 3);
  const missing = await openweigh(["hf:someone/nothing"], { env });
  assert.deepEqual([missing.status, missing.stdout], [2, ""]);
  assert.match(missing.stderr, /^openweigh: hf:someone\/nothing: there is no such repository/);
  const bad = await openweigh(["hf:owner name"], { env });
  assert.deepEqual([bad.status, bad.stderr], [2, "openweigh: hf:owner name: not of the form hf:owner/name\n"]);
});

test("memory does not grow with the number of files", async (t) => {
  const cwd = await tree(t, {
    LICENSE: texts.MIT,
    "peak.cjs": `const { isMainThread } = require("node:worker_threads");
      if (isMainThread) process.on("exit", () => require("node:fs").writeFileSync("peak.txt", String(process.resourceUsage().maxRSS)));`,
  });
  const peak = async (count) => {
    const args = ["--jsonl", "--concurrency", "2", ...Array(count).fill("LICENSE")];
    const env = { NODE_OPTIONS: `--require "${join(cwd, "peak.cjs")}"` };
    const { status, stdout, stderr } = await openweigh(args, { cwd, env });
    assert.deepEqual([status, lines(stdout).length, stderr], [0, count, ""]);
    return Number(await readFile(join(cwd, "peak.txt"), "utf8")) / 1000;
  };
  const few = await peak(300);
  const many = await peak(3000);
  t.diagnostic(`${Math.round(few)} MB for 300 files, ${Math.round(many)} MB for 3000`);
  assert.ok(many <= 150, `${many} MB`);
  assert.ok(many <= few + 25, `${few} MB for 300 files, ${many} MB for 3000`);
});
