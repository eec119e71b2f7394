// Styles inside a badge's shadow root. Sheets are built once and shared by all badges of a page.

import { DETAILS_CSS } from "../render/details.css.ts";

const CSS_TEXT = `
:host { font: 400 13px/1.45 system-ui, -apple-system, "Segoe UI", sans-serif; color-scheme: light; }
.frame { display: flex; text-align: start; }
.card { justify-content: flex-end; }
.badge, .popover { pointer-events: auto; }
button { font: inherit; color: inherit; }

.badge { display: inline-flex; align-items: center; gap: 5px; box-sizing: border-box; max-width: 100%; height: 26px; margin: 0;
  padding: 0 10px 0 8px; border: 1.5px solid transparent; border-radius: 999px; color: #fff; background: var(--tone);
  font: 600 12.5px/1 "Source Sans Pro", system-ui, -apple-system, "Segoe UI", sans-serif; letter-spacing: .005em; white-space: nowrap;
  cursor: pointer; forced-color-adjust: none; -webkit-user-select: none; user-select: none; }
.badge svg { flex: none; width: 15px; height: 15px; }
.badge .label { overflow: hidden; text-overflow: ellipsis; }
.badge:hover { filter: brightness(1.13); }
.badge:focus-visible { outline: 2px solid #1d4ed8; outline-offset: 2px; }
.dark .badge:focus-visible { outline-color: #9dbcff; }
.line .badge, .card .badge { height: 22px; padding: 0 8px 0 6px; font-size: 11px; gap: 4px; border-width: 1.25px; }
.card .badge { max-width: 212px; }
.line .badge svg, .card .badge svg { width: 13px; height: 13px; }

/* Outlined: not everything that counts was read. Dashed where it was only declared, or a base model was left out. */
.badge[data-state="declared"], .badge[data-state="base-unchecked"], .badge[data-state="gated"] { background: #fff; color: var(--tone); border-color: var(--tone); border-style: dashed; }
.badge[data-state="gated"] { border-style: solid; }
.dark .badge[data-state="declared"], .dark .badge[data-state="base-unchecked"], .dark .badge[data-state="gated"] { background: #14161c; color: var(--glow); border-color: var(--glow); }
.badge[data-state="checking"], .badge[data-state="not-checked"], .badge[data-state="failed"] { background: #f3f4f6; color: #4b5563; border-color: #c5cad3; font-weight: 500; }
.badge[data-state="failed"] { border-style: dashed; }
.dark .badge[data-state="checking"], .dark .badge[data-state="not-checked"], .dark .badge[data-state="failed"] { background: #1b1f27; color: #b8c0cc; border-color: #465063; }
.outcome { display: inline-flex; align-items: center; gap: 3px; height: 18px; margin-inline: 2px -6px; padding: 0 7px 0 5px; border-radius: 999px; background: #fff; color: var(--outcome); font-size: 11px; }
.outcome svg { width: 11px; height: 11px; stroke-width: 3; }
.badge[data-state="declared"] .outcome, .badge[data-state="base-unchecked"] .outcome, .badge[data-state="gated"] .outcome { background: var(--outcome); color: #fff; }
.card .outcome, .line .outcome { height: 15px; padding: 0 3px; margin-inline-end: -4px; }
.card .outcome .words, .line .outcome .words { display: none; }

.icon .badge { width: 26px; padding: 0; justify-content: center; }
.icon .badge .label, .icon .badge .outcome { display: none; }
@media (max-width: 520px) {
  .card .badge { width: 26px; height: 26px; padding: 0; justify-content: center; }
  .card .badge .label, .card .badge .outcome { display: none; }
}

.popover:focus-visible { outline: none; }
.popover { position: fixed; inset: auto; box-sizing: border-box; width: min(400px, calc(100vw - 24px)); max-height: min(600px, calc(100vh - 24px)); margin: 0; padding: 0;
  overflow: auto; scrollbar-width: thin; overscroll-behavior: contain; border: 1px solid var(--line); border-radius: 12px; background: var(--card); color: var(--ink);
  box-shadow: 0 12px 32px rgb(0 0 0 / .18), 0 2px 6px rgb(0 0 0 / .1); }
`;

const sheets = new Map<string, CSSStyleSheet>();

/** Gives a shadow root the styles of a badge. */
export function styleBadge(root: ShadowRoot): void {
  adopt(root, CSS_TEXT);
}

/** Gives it those of the details as well, when its popover opens: thirty badges need not know them. */
export function styleDetails(root: ShadowRoot): void {
  adopt(root, DETAILS_CSS);
}

function adopt(root: ShadowRoot, css: string): void {
  try {
    let sheet = sheets.get(css);
    if (!sheet) {
      sheet = new CSSStyleSheet();
      sheet.replaceSync(css);
      sheets.set(css, sheet);
    }
    if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  } catch {
    // Firefox keeps sheets that a content script made away from the page's document.
    const element = document.createElement("style");
    element.textContent = css;
    root.prepend(element);
  }
}
