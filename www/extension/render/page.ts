// What the extension's own pages have in common.

/** Adds styles to the page and follows the system's theme. */
export function stylePage(css: string): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const follow = (): void => {
    document.body.classList.add("ow");
    document.body.classList.toggle("dark", dark.matches);
  };
  dark.addEventListener("change", follow);
  follow();
}
