// The packed extension in a real Chromium, with a hub of our own behind it: every request of the page and of the
// background is answered from `fixtures/hub.mjs`, and nothing reaches the network.

import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { launchWithExtension, target } from "./tools.mjs";

export const EXTENSION = join(target, "extension");

/**
 * A browser with the extension, answered by `hub`; by the network when that is null.
 *
 * @param {import("./fixtures/hub.mjs").Hub} hub
 * @param {{ extension?: string, locale?: string, dark?: boolean, width?: number, height?: number, args?: string[] }} options
 */
export async function launch(hub, options = {}) {
  const { extension = EXTENSION, locale = "en-US", dark = false, width = 1280, height = 900, args = [] } = options;
  const { context, close } = await launchWithExtension(extension, {
    locale,
    colorScheme: dark ? "dark" : "light",
    viewport: { width, height },
    args: [`--lang=${locale}`, ...args],
    env: { ...process.env, LANGUAGE: locale.replace("-", "_") },
  });
  if (hub) await context.route("https://**/*", (route) => hub.answer(route));
  const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent("serviceworker"));
  const id = new URL(worker.url()).host;
  return {
    context,
    close,
    id,
    /** What pages threw. */
    errors: [],
    url: (path) => `chrome-extension://${id}/${path}`,
    /** Forgets results, limits and choices, and sets `stored` instead. */
    async forget(stored = {}) {
      const page = await context.newPage();
      await page.goto(`chrome-extension://${id}/options.html`);
      await page.evaluate(async (stored) => {
        await chrome.runtime.sendMessage({ type: "clear-cache" });
        await chrome.storage.session.clear();
        await chrome.storage.local.clear();
        await chrome.storage.local.set(stored);
      }, stored);
      await page.close();
    },
    /** The background, if it runs. */
    worker: () => context.serviceWorkers().find((one) => one.url().includes(id)) ?? null,
  };
}

/** A new page at an address; what it throws fails the test that closes the browser. */
export async function openPage(browser, address) {
  const page = await browser.context.newPage();
  page.on("pageerror", (error) => browser.errors.push(error));
  await page.goto(address);
  return page;
}

/** Stops the background, as the browser does when it has been idle, even in the middle of its work. */
export async function stopBackground(browser) {
  const page = await browser.context.newPage();
  await page.goto(browser.url("icons/openweigh.svg"));
  const session = await browser.context.newCDPSession(page);
  await session.send("ServiceWorker.enable");
  await session.send("ServiceWorker.stopAllWorkers");
  await page.close();
}

/** Badges with the link that each follows, the card around it, its title, and where all of them are. */
export function places(page) {
  return page.evaluate(() => {
    const box = (element) => {
      const { left, right, top, bottom } = element.getBoundingClientRect();
      return { left, right, top, bottom };
    };
    return [...document.querySelectorAll("openweigh-badge")].map((host) => {
      const before = host.previousElementSibling;
      const link = before.matches("a") ? before : before.querySelector("a");
      const title = link.querySelector("h4");
      return {
        href: link.getAttribute("href"),
        titleText: title?.textContent ?? link.textContent,
        inLink: host.closest("a") !== null,
        badge: box(host.shadowRoot?.querySelector("button") ?? host),
        link: box(link),
        card: box(host.closest("article") ?? host.parentElement),
        title: box(title ?? link),
        meta: link.querySelector(".meta") ? box(link.querySelector(".meta")) : null,
      };
    });
  });
}

/** Keeps a screenshot for review. */
export async function keep(page, name, options = {}) {
  const folder = join(target, "screenshots");
  await mkdir(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `extension-${name}.png`), ...options });
}

/** Badges as the page has them: what they say, their state, where they are, and which link they follow. */
export function badges(page) {
  return page.evaluate(() =>
    [...document.querySelectorAll("openweigh-badge")].map((host) => {
      // An empty badge has not been drawn yet.
      if (!host.shadowRoot) return { state: "checking", label: "", name: "", kind: "checking", outcome: null, box: null };
      const button = host.shadowRoot.querySelector("button");
      const box = button.getBoundingClientRect();
      return {
        label: host.shadowRoot.querySelector(".label").textContent,
        name: button.getAttribute("aria-label"),
        state: button.dataset.state,
        kind: button.dataset.kind,
        outcome: host.shadowRoot.querySelector(".outcome")?.textContent ?? null,
        box: { x: box.x, y: box.y, width: box.width, height: box.height },
      };
    }),
  );
}

/** Waits until no badge in view is still checking. */
export async function settled(page, count = 1, timeout = 10_000) {
  await page.waitForFunction(
    (count) => {
      const hosts = [...document.querySelectorAll("openweigh-badge")];
      const near = hosts.filter((host) => host.getBoundingClientRect().top < innerHeight);
      return hosts.length >= count && near.every((host) => (host.shadowRoot?.querySelector("button").dataset.state ?? "checking") !== "checking");
    },
    count,
    { timeout },
  );
}
