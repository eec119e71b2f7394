// The background: the only part that asks hubs and runs the engine. The browser may stop it at any moment, so it
// registers its listeners at once and keeps its state in storage.

import { cache, checkAll } from "./background/check.ts";
import { createMenus, onMenu } from "./background/menus.ts";
import { openReport } from "./background/report.ts";
import { registerSites } from "./background/sites.ts";
import { parseRequest, type Envelope, type Replies, type Request } from "./messages.ts";
import { onChange } from "./settings.ts";

chrome.runtime.onInstalled.addListener(() => {
  createMenus();
  void registerSites();
});
chrome.runtime.onStartup.addListener(() => void registerSites());
chrome.contextMenus.onClicked.addListener(onMenu);
chrome.permissions.onAdded.addListener(() => void registerSites());
chrome.permissions.onRemoved.addListener(() => void registerSites());
onChange(() => void registerSites());

chrome.runtime.onMessage.addListener((message: unknown, sender, reply: (envelope: Envelope<unknown>) => void) => {
  const request = sender.id === chrome.runtime.id ? parseRequest(message) : null;
  if (!request) return false;
  answer(request).then(
    (value) => reply({ value }),
    (error: unknown) => reply({ error: error instanceof Error ? error.message : String(error) }),
  );
  return true;
});

async function answer(request: Request): Promise<Replies[Request["type"]]> {
  switch (request.type) {
    case "check":
      return checkAll(request.subjects, request.depth, request.again);
    case "open-report":
      await openReport({ subject: request.subject });
      return null;
    case "open-options":
      await chrome.runtime.openOptionsPage();
      return null;
    case "cache-size":
      return cache.size();
    case "clear-cache":
      await cache.clear();
      return null;
  }
}
