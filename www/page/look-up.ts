// The way to the hub's client, which is loaded when it is first asked: most readers paste a text.

import { t } from "../shared/messages.js";
import type { App } from "./app.js";

/** Shows the release that an id or an address names, or why it cannot be had. */
export async function lookUp(app: App, asked: string): Promise<void> {
  let hub: typeof import("./hub.js");
  try {
    hub = await import("./hub.js");
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    app.fail(`${t("hub.failed", { id: asked.slice(0, 80) })} ${why}`, { kind: "typed" });
    return;
  }
  await hub.lookUp(app, asked);
}
