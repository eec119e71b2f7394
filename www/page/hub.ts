// Looking up a release on a hub.

import { t } from "../shared/messages.js";
import type { App } from "./app.js";

export async function lookUp(app: App, asked: string): Promise<void> {
  app.toast(t("hub.failed", { id: asked }));
}
