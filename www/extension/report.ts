// The full report: a selected or pasted text, a license file behind a link, or all license texts of a release, each
// with its words marked. Everything happens in this page; nothing is sent anywhere.

import { classify, type Report } from "openweigh";
import { h, put } from "../shared/dom.js";
import { painter } from "../shared/highlight.js";
import { t as shared, tOr } from "../shared/messages.js";
import { answersView, documentsView, licensesView, verdictView } from "../shared/report-view.js";
import { EFFECTS } from "../shared/verdicts.js";
import { assessment, start } from "./background/engine.ts";
import { unknownFrom } from "./background/problem.ts";
import { readText } from "./background/read.ts";
import { reportInput } from "./background/report.ts";
import { sources } from "./background/sources/index.ts";
import { checkedFrom } from "./background/view.ts";
import { DETAILS_CSS } from "./render/details.css.ts";
import { details } from "./render/details.ts";
import { localize, t } from "./render/i18n.ts";
import { stylePage } from "./render/page.ts";
import { plain } from "./render/plain.ts";
import { loadToken } from "./settings.ts";
import { isSubject, type Subject } from "./subject.ts";

/** One text with its name. */
interface Named {
  readonly name: string;
  readonly text: string;
}

const main = document.querySelector("#main") as HTMLElement;
const marks = painter("ow");

localize(document);
stylePage(DETAILS_CSS);
put(main, h("p", { class: "notice", role: "status" }, t("reportReading")));
await show(await reportInput(location.hash.slice(1)));

async function show(input: Awaited<ReturnType<typeof reportInput>>): Promise<void> {
  try {
    if (input === null) notice(t("reportGone"));
    else if ("text" in input) await texts([{ name: t("reportSelection"), text: input.text }], null);
    else if ("url" in input) await file(input.url);
    else if (isSubject(input.subject)) await release(input.subject);
    else notice(t("reportGone"));
  } catch (error) {
    notice(t("reportFailed", error instanceof Error ? error.message : String(error)));
  }
}

/** A license file behind a link. Sites that do not let pages read it are asked for, at this moment and by name. */
async function file(address: string): Promise<void> {
  const url = rawAddress(address);
  if (url === null) {
    notice(t("reportFailed", plain(address, 200)));
    return;
  }
  const answer = await readText(url.href);
  if ("text" in answer) {
    await texts([{ name: plain(url.href, 200), text: wordsOf(answer.text) }], null);
    return;
  }
  const access = { origins: [`${url.origin}/*`] };
  if (answer.why !== "no connection" || (await chrome.permissions.contains(access))) {
    notice(t("reportFailed", `${url.href}: ${answer.why}`));
    return;
  }
  const allow = h("button", { type: "button", class: "first" }, t("reportAllow", url.hostname));
  allow.addEventListener("click", () => {
    void chrome.permissions.request(access).then((granted) => (granted ? file(address) : undefined));
  });
  put(main, h("div", { class: "notice" }, h("p", null, t("reportNeedsAccess", url.hostname)), allow));
}

/** The address of the file itself where a link leads to a page that shows it; null for what is no web address. */
function rawAddress(address: string): URL | null {
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  if (url.protocol !== "https:" && url.protocol !== "http:") return null;
  if (url.hostname === "github.com") {
    const [, owner, name, kind, ...path] = url.pathname.split("/");
    if (kind === "blob" && path.length > 1) return new URL(`https://raw.githubusercontent.com/${owner}/${name}/${path.join("/")}`);
  }
  if (url.hostname === "huggingface.co" || url.hostname === "hf-mirror.com") {
    url.pathname = url.pathname.replace(/^(\/(?:datasets\/|spaces\/)?[^/]+\/[^/]+)\/blob\//, "$1/resolve/");
  }
  return url;
}

/** A page's words; a text that is no page stays as it is. The parser runs no script and loads nothing. */
function wordsOf(text: string): string {
  if (!/^\s*(?:<!doctype html|<html)/i.test(text)) return text;
  const page = new DOMParser().parseFromString(text, "text/html");
  for (const element of page.querySelectorAll("script, style, noscript, template, nav, header, footer, svg")) element.remove();
  for (const block of page.querySelectorAll("p, div, li, h1, h2, h3, h4, br, tr")) block.append("\n");
  return (page.body.textContent ?? "").replace(/\n{3,}/g, "\n\n").trim();
}

/** All license texts of a release, under what the release as a whole shows. */
async function release(subject: Subject): Promise<void> {
  try {
    const { release, files } = await sources[subject.site](subject, "page", await loadToken());
    const kept = { assessment: await assessment(release), files };
    const view = details(checkedFrom(subject, kept, null, Date.now()), {});
    const prompt = release.card?.gatePrompt;
    const named = [
      ...Object.entries(release.texts ?? {}).map(([name, text]) => ({ name, text })),
      ...(prompt ? [{ name: "gate prompt", text: prompt }] : []),
    ].sort((a, b) => (a.name < b.name ? -1 : 1));
    await texts(named, view);
  } catch (error) {
    put(main, h("div", { class: "summary" }, details(unknownFrom(error, subject, Date.now()), { again: () => location.reload() })));
  }
}

/** Shows texts, one at a time, beside what all of them together show. */
async function texts(list: readonly Named[], above: HTMLElement | null): Promise<void> {
  await start();
  const summary = above ? h("div", { class: "summary" }, above) : null;
  const body = h("div", { class: "columns" });
  put(main, body);
  const [first] = list;
  if (!first) {
    put(body, h("div", { class: "column" }, summary), h("p", { class: "notice" }, t("reportNoText")));
    return;
  }
  const reports = new Map<Named, Report>();
  const choose = (chosen: Named): void => {
    const report = reports.get(chosen) ?? classify(chosen.text);
    reports.set(chosen, report);
    const tabs = list.length < 2 ? null
      : h("div", { class: "tabs", role: "group", "aria-label": t("reportFile") }, list.map((named) => {
          const tab = h("button", { type: "button", "aria-pressed": String(named === chosen) }, h("bdi", null, plain(named.name, 80)));
          tab.addEventListener("click", () => choose(named));
          return tab;
        }));
    const { sheet, reveal } = sheetOf(chosen, report);
    put(body,
      h("div", { class: "column" }, summary, above ? null : verdictView(report), found(report, reveal, above === null)),
      h("div", { class: "paper" },
        tabs, h("p", { class: "subject" }, h("bdi", null, plain(chosen.name, 200))), sheet));
    reveal(null);
  };
  choose(first);
}

function found(report: Report, reveal: (place: number | null) => void, full: boolean): HTMLElement[] {
  const parts: (HTMLElement | null)[] = full ? [section(t("reportAnswers"), answersView(report))] : [];
  parts.push(section(t("reportLicenses"), licensesView(report)));
  const findings = report.clauses
    .map((finding, place) => ({ finding, place }))
    .sort((a, b) => EFFECTS.indexOf(a.finding.effect) - EFFECTS.indexOf(b.finding.effect));
  parts.push(section(t("reportFindings"), findings.length === 0 ? h("p", { class: "ow-quiet" }, shared("findings.none"))
    : h("ul", { class: "findings", role: "list" }, findings.map(({ finding, place }) => {
        const button = h("button", { type: "button", class: "finding", "data-clause": finding.id, "data-effect": finding.effect },
          h("strong", null, tOr(`clause.${finding.id}`, finding.title)),
          h("span", { class: "effect" }, tOr(`effect.${finding.effect}`, finding.effect)),
          finding.quote ? h("bdi", { class: "quote" }, plain(finding.quote, 220)) : null);
        button.addEventListener("click", () => reveal(place));
        return h("li", null, button);
      }))));
  const documents = documentsView(report);
  if (documents) parts.push(section(shared("documents.title"), documents));
  parts.push(h("p", { class: "disclaimer" }, shared("disclaimer")));
  return parts.filter((part) => part !== null);
}

function section(title: string, body: HTMLElement): HTMLElement {
  return h("section", null, h("h2", null, title), body);
}

/** The text with its marks, and what brings a finding into view. */
function sheetOf({ text }: Named, report: Report): { sheet: HTMLElement; reveal: (place: number | null) => void } {
  const node = document.createTextNode(text);
  const pre = h("pre", null, node);
  const sheet = h("div", { class: "sheet", tabindex: 0, role: "region", "aria-label": t("reportText") }, pre);
  const range = (start: number, end: number): Range | null => {
    if (start >= end || end > node.length) return null;
    const range = document.createRange();
    range.setStart(node, start);
    range.setEnd(node, end);
    return range;
  };
  const order = [...EFFECTS].reverse();
  const all = report.clauses.flatMap(({ effect, spans }) => spans.map(({ start, end }) => ({ start, end, style: effect as string })));
  const reveal = (place: number | null): void => {
    const spans = place === null ? [] : (report.clauses[place]?.spans ?? []);
    marks.paint({ root: pre, range }, [...all, ...spans.map(({ start, end }) => ({ start, end, style: "chosen" }))], [...order, "chosen"]);
    const [first] = spans;
    const target = first ? range(first.start, first.end)?.getBoundingClientRect() : undefined;
    if (!target) return;
    const frame = sheet.getBoundingClientRect();
    sheet.scrollTop += target.top - frame.top - frame.height / 3;
    if (target.top < 0 || target.top > innerHeight) sheet.scrollIntoView({ block: "nearest" });
  };
  return { sheet, reveal };
}

function notice(words: string): void {
  put(main, h("p", { class: "notice", role: "alert" }, words));
}
