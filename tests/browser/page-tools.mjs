// What the tests of the page share: a page that reports what went wrong, and ways to act on it as a reader does.

import assert from "node:assert/strict";
import { join } from "node:path";
import { launch, serve, target } from "./tools.mjs";

/** Serves the built page and opens a browser: `{ address, open, close }`. */
export async function startPage() {
  const server = await serve(join(target, "page"));
  const browser = await launch();
  const close = async () => {
    await browser.close();
    await server.close();
  };
  return { address: server.address, browser, open: (options) => open(browser, server.address, options), close };
}

/** Opens the page in a context of its own. `problems` collects errors of the page, `requests` what it asked for. */
async function open(browser, address, { path = "", ready = true, prepare, ...options } = {}) {
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, colorScheme: "light", ...options });
  await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: new URL(address).origin });
  const page = await context.newPage();
  const problems = [];
  const requests = [];
  page.on("pageerror", (error) => problems.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") problems.push(message.text());
  });
  context.on("request", (request) => requests.push(request.url()));
  if (prepare) await prepare(page, context);
  await page.goto(address + path);
  if (ready) await page.waitForSelector("html[data-ready]");
  return { page, context, problems, requests };
}

/** Pastes a text into the field with the keyboard, in place of what is there. */
export async function paste(page, text) {
  await page.evaluate((words) => navigator.clipboard.writeText(words), text);
  await page.focus("#text");
  await page.keyboard.press("Control+a");
  await page.keyboard.press("Control+v");
}

/** The kind of verdict on screen, once one is there and it is the wanted one. */
export async function verdict(page, kind) {
  await page.waitForSelector(`#panel-report .ow-verdict[data-kind="${kind}"]`, { timeout: 15_000 });
  return page.textContent("#panel-report .ow-verdict-label");
}

/** The words that a highlight marks. */
export function marked(page, name) {
  return page.evaluate((key) => [...(CSS.highlights.get(key) ?? [])].map((range) => String(range)), name);
}

/** Answers on screen by question. */
export function answers(page) {
  return page.$$eval("#panel-report .ow-answer", (cards) => Object.fromEntries(cards.map((card) => [card.dataset.question, card.dataset.value])));
}

/** Fails with what the page reported. */
export function clean(problems) {
  assert.deepEqual(problems, []);
}
