// Renders openweigh.svg to the PNG sizes of the manifest. usage: node www/extension/icons/render.mjs
//
// Browsers' stores and toolbars want bitmaps; they are committed, and this makes them again when the drawing changes.

import { readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";

const { chromium } = createRequire(new URL("../../package.json", import.meta.url))("playwright-core");

const here = new URL("./", import.meta.url);
const svg = await readFile(new URL("openweigh.svg", here), "utf8");
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
try {
  for (const size of [16, 32, 48, 128]) {
    const page = await browser.newPage({ viewport: { width: size, height: size } });
    await page.setContent(`<style>body{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${svg}`);
    await writeFile(new URL(`${size}.png`, here), await page.screenshot({ omitBackground: true }));
    await page.close();
  }
} finally {
  await browser.close();
}
