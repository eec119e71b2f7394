// Makes what the stores ask for: texts by language, and screenshots of 1280 × 800 from the packed extension.
// usage: cargo xtask package && node www/extension/store/make.mjs    (writes target/store)

import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { launch, openPage, settled } from "../../../tests/browser/extension-harness.mjs";
import { Hub, html } from "../../../tests/browser/fixtures/hub.mjs";
import * as pages from "../../../tests/browser/fixtures/pages.mjs";
import { KINDS, releaseOf } from "../../../tests/browser/fixtures/releases.mjs";
import { target } from "../../../tests/browser/tools.mjs";

const HOME = "https://huggingface.co";
const out = join(target, "store");
await mkdir(out, { recursive: true });

const listing = await readFile(new URL("listing.md", import.meta.url), "utf8");
for (const [, name, text] of listing.matchAll(/^## (\w+)\n([\s\S]*?)(?=^## |(?![\s\S]))/gm)) {
  await writeFile(join(out, `${name}.txt`), `${text.trim()}\n`);
  console.log(`target/store/${name}.txt`);
}

const hub = new Hub();
for (const entry of KINDS) {
  const release = releaseOf(entry);
  if (release) hub.releases[entry.id] = release;
}
const ids = KINDS.map(({ id }) => id).filter((id) => hub.releases[id] && !id.startsWith("datasets/"));
const shown = ids.find((id) => id === "acme/llama-text") ?? "acme/nc-tag";

for (const dark of [false, true]) {
  const browser = await launch(hub, { dark, height: 800 });
  const shoot = async (page, name) => {
    const file = `${name}-${dark ? "dark" : "light"}.png`;
    await page.screenshot({ path: join(out, file) });
    console.log(`target/store/${file}`);
  };
  try {
    for (const release of Object.values(hub.releases)) release.dark = dark;
    hub.special.set("/models", html(pages.listPage(ids.slice(0, 18), { dark })));
    const list = await openPage(browser, `${HOME}/models`);
    await settled(list, 18);
    await shoot(list, "1-list");
    const model = await openPage(browser, `${HOME}/${shown}`);
    await settled(model);
    await model.locator("openweigh-badge button.badge").click();
    await shoot(model, "2-popover");
    const opened = browser.context.waitForEvent("page");
    await model.locator("openweigh-badge .act.first").click();
    const report = await opened;
    await report.setViewportSize({ width: 1280, height: 800 });
    await report.waitForSelector(".columns");
    await report.locator(".finding").first().click({ timeout: 2000 }).catch(() => undefined);
    await shoot(report, "3-report");
    const options = await openPage(browser, browser.url("options.html"));
    await options.locator('[name="plan"]').check();
    await shoot(options, "4-options");
  } finally {
    await browser.close();
  }
}
