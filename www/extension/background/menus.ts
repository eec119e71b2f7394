// The context menu: a selected text, or a link to a license file, opens the report.

import { t } from "../render/i18n.ts";
import { openReport } from "./report.ts";

const MENU = "what-does-this-allow";

/** Creates the menu. Menus outlive the background, so once per installation is enough. */
export function createMenus(): void {
  chrome.contextMenus.removeAll(() => {
    chrome.contextMenus.create({ id: MENU, title: t("menu"), contexts: ["selection", "link"] });
  });
}

/** A click on the menu. */
export function onMenu({ menuItemId, selectionText, linkUrl }: chrome.contextMenus.OnClickData): void {
  if (menuItemId !== MENU) return;
  // A selection wins over the link that it lies in.
  if (selectionText?.trim()) void openReport({ text: selectionText });
  else if (linkUrl) void openReport({ url: linkUrl });
}
