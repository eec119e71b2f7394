// Looking up a release on the hub: only when the reader asks, and from the page itself, so that the page's policy
// governs what is asked. The worker never reaches the network.

import { HubError, parseId, release } from "openweigh/hub";
import { t, tOr } from "../shared/messages.js";
import type { App, TextFile } from "./app.js";

/** Answers of the hub, as long as the page is open. */
const answers = new Map<string, unknown>();
const cache = { get: (key: string) => answers.get(key), set: (key: string, value: unknown) => answers.set(key, value) };

let running: AbortController | null = null;

/** Shows the release that an id or an address names, or why it cannot be had. */
export async function lookUp(app: App, asked: string): Promise<void> {
  running?.abort();
  const controller = new AbortController();
  running = controller;
  const named = parseId(asked);
  if (named === null) {
    app.fail(t("hub.badId", { id: asked.slice(0, 80) }), { kind: "typed" });
    return;
  }
  const name = named.kind === "model" ? named.id : `${named.kind}s/${named.id}`;
  app.wait(t("hub.asking", { id: name }), { kind: "hub", id: name });
  try {
    const found = await release(named.id, { kind: named.kind, cache, signal: controller.signal });
    if (controller.signal.aborted) return;
    const files: TextFile[] = Object.entries(found.texts ?? {}).map(([file, text]) => ({ name: file, text }));
    const prompt = found.card?.gatePrompt;
    if (typeof prompt === "string" && prompt.trim() !== "") files.push({ name: t("hub.gate"), text: prompt });
    app.setRelease(files, found, { kind: "hub", id: name });
    const address = new URL(location.href);
    address.searchParams.set("hub", name);
    address.searchParams.delete("example");
    const fragment = new URLSearchParams(address.hash.slice(1));
    fragment.delete("t");
    fragment.delete("u");
    address.hash = fragment.toString();
    history.replaceState(null, "", address);
  } catch (error) {
    if (controller.signal.aborted) return;
    app.fail(words(error, name), { kind: "hub", id: name });
  } finally {
    if (running === controller) running = null;
  }
}

function words(error: unknown, id: string): string {
  const failed = t("hub.failed", { id });
  if (!(error instanceof HubError)) return `${failed} ${error instanceof Error ? error.message : String(error)}`;
  const why = tOr(`hub.error.${error.code}`, error.message);
  const later = error.retryAfter === null ? "" : ` ${t("hub.later", { seconds: Math.ceil(error.retryAfter) })}`;
  return `${failed} ${why}${later}`;
}
