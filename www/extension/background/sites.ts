// Content scripts of the sites that a person allowed later. The hub's own is in the manifest.

import { sites } from "../content/sites/index.ts";
import { load } from "../settings.ts";
import type { SiteId } from "../subject.ts";

/** Hosts that a site needs: its pages, and where its licenses are read from. */
export const ORIGINS: Readonly<Record<SiteId, readonly string[]>> = {
  huggingface: ["https://huggingface.co/*"],
  "hf-mirror": ["https://hf-mirror.com/*"],
  github: ["https://github.com/*", "https://api.github.com/*"],
  ollama: ["https://ollama.com/*", "https://registry.ollama.ai/*"],
  modelscope: ["https://modelscope.cn/*", "https://www.modelscope.cn/*"],
};

let last: Promise<void> = Promise.resolve();

/**
 * Registers content scripts for the sites that are switched on and allowed, and takes back the others. A permission
 * and the choice that it belongs to arrive as two events; one after the other, so that no script is registered twice.
 */
export function registerSites(): Promise<void> {
  last = last.then(register).catch((error: unknown) => console.warn("content scripts of optional sites:", error));
  return last;
}

async function register(): Promise<void> {
  if (!(await chrome.permissions.contains({ permissions: ["scripting"] }))) return;
  const settings = await load();
  const registered = new Set((await chrome.scripting.getRegisteredContentScripts()).map(({ id }) => id));
  for (const { id, hosts } of sites) {
    if (id === "huggingface") continue;
    const wanted = settings.sites[id] && (await chrome.permissions.contains({ origins: [...ORIGINS[id]] }));
    if (wanted === registered.has(id)) continue;
    if (!wanted) await chrome.scripting.unregisterContentScripts({ ids: [id] });
    else
      await chrome.scripting.registerContentScripts([
        { id, matches: hosts.map((host) => `https://${host}/*`), js: ["content.js"], css: ["content.css"], runAt: "document_idle", persistAcrossSessions: true },
      ]);
  }
}
