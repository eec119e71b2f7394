// Ways for a result to leave the page: the clipboard and files.

import { t } from "../shared/messages.js";
import type { App } from "./app.js";

export async function copyText(app: App, text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    app.toast(t("copied"));
  } catch {
    app.toast(t("error.clipboard"));
  }
}

export function saveFile(name: string, type: string, content: string): void {
  const address = URL.createObjectURL(new Blob([content], { type }));
  const anchor = document.createElement("a");
  anchor.href = address;
  anchor.download = name;
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** Saves a picture as an SVG file. */
export function saveSvg(name: string, picture: SVGElement): void {
  saveFile(name, "image/svg+xml", `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(picture)}\n`);
}
