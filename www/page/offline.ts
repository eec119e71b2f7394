// Registers the service worker, which keeps the page for offline use, and tells when a newer version is ready.

import { t } from "../shared/messages.js";
import type { App } from "./app.js";
import { trustedScript } from "./trust.js";

export function startOffline(app: App): void {
  navigator.serviceWorker.register(trustedScript("./service-worker.js")).then((registration) => {
    // Some tools block service workers by resolving with nothing.
    registration?.addEventListener("updatefound", () => {
      const next = registration.installing;
      if (!next || !navigator.serviceWorker.controller) return;
      next.addEventListener("statechange", () => {
        if (next.state === "activated") app.toast(t("offline.update"), { label: t("offline.reload"), run: () => location.reload() });
      });
    });
  }, () => {
    // No service worker (a private window, a plain file): the page works, but only online.
  });
}
