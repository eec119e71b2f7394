// Whether the page is dark. Badges follow the page, not the system: a dark system with a light page is common.

import type { Site } from "./sites/site.ts";

/** "dark" or "light", from the site's own rule, else from what the page declares, else from the colour of its ground. */
export function pageTheme(site: Site): "dark" | "light" {
  if (site.theme) return site.theme(document);
  const root = document.documentElement;
  const declared = root.dataset["colorMode"] ?? root.dataset["theme"] ?? (root.classList.contains("dark") ? "dark" : "");
  if (declared === "dark" || declared === "light") return declared;
  if (declared === "auto") return matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  for (const element of [document.body, root]) {
    const parts = getComputedStyle(element).backgroundColor.match(/[\d.]+/g)?.map(Number) ?? [];
    const [red = 255, green = 255, blue = 255, alpha = 1] = parts;
    if (parts.length >= 3 && alpha > 0.5) return 0.299 * red + 0.587 * green + 0.114 * blue < 110 ? "dark" : "light";
  }
  return getComputedStyle(root).colorScheme === "dark" ? "dark" : "light";
}

/** Calls back when the page changes between light and dark. */
export function onThemeChange(site: Site, callback: (theme: "dark" | "light") => void): void {
  let last = pageTheme(site);
  const check = (): void => {
    const now = pageTheme(site);
    if (now !== last) callback((last = now));
  };
  const options = { attributes: true, attributeFilter: ["class", "data-theme", "data-color-mode", "style"] };
  const observer = new MutationObserver(check);
  observer.observe(document.documentElement, options);
  observer.observe(document.body, options);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", check);
}
