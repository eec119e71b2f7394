// Addresses: `?hub=owner/name` for a release, and in the fragment, which is never sent to a server, the tab and a text
// (UTF-8, or UTF-16 where it has lone surrogates), compressed (deflate) and in base64url.

import { EXAMPLES, exampleText } from "./examples.js";
import { lookUp } from "./look-up.js";
import { TABS, type App, type TabName } from "./app.js";
import { t } from "../shared/messages.js";

const SESSION = "openweigh.text";

/** Shows what the address asks for; an example when it asks for nothing. */
export async function loadAddress(app: App): Promise<void> {
  const fragment = new URLSearchParams(location.hash.slice(1));
  const tab = fragment.get("tab");
  if (tab !== null && (TABS as readonly string[]).includes(tab)) app.state.tab = tab as TabName;
  addEventListener("openweigh-leave", () => leave(app));
  const packed = fragment.get("t") ?? fragment.get("u");
  if (packed !== null) {
    try {
      app.setText(await unpack(packed, fragment.has("u")), { kind: "typed" });
      return;
    } catch {
      app.toast(t("error.link"));
    }
  }
  const query = new URLSearchParams(location.search);
  const hub = query.get("hub");
  if (hub !== null) {
    await lookUp(app, hub);
    return;
  }
  const left = takeLeft();
  if (left !== null) {
    app.setText(left, { kind: "typed" });
    return;
  }
  const wanted = EXAMPLES.find((example) => example.id === query.get("example")) ?? EXAMPLES[0];
  if (wanted) app.setText(await exampleText(wanted), { kind: "example", id: wanted.id });
}

/** The address of what is on screen. */
export async function permalink(app: App): Promise<string> {
  const { source, tab, text } = app.state;
  const address = new URL(location.pathname, location.origin);
  const fragment = new URLSearchParams();
  if (tab !== "report") fragment.set("tab", tab);
  if (source.kind === "hub") {
    address.searchParams.set("hub", source.id);
  } else if (source.kind === "example") {
    address.searchParams.set("example", source.id);
  } else {
    const { name, packed } = await pack(text);
    fragment.set(name, packed);
  }
  address.hash = fragment.toString();
  return address.href;
}

/** Puts the tab into the address, without a new entry of the history. */
export function rememberTab(tab: TabName): void {
  const fragment = new URLSearchParams(location.hash.slice(1));
  if (tab === "report") fragment.delete("tab");
  else fragment.set("tab", tab);
  const address = new URL(location.href);
  address.hash = fragment.toString();
  history.replaceState(null, "", address);
}

/** A text in the form that stands in a fragment. */
export async function pack(text: string): Promise<{ name: "t" | "u"; packed: string }> {
  const whole = wellFormed(text);
  const bytes = whole ? new TextEncoder().encode(text) : utf16(text);
  const packed = base64url(await through(bytes, new CompressionStream("deflate-raw")));
  return { name: whole ? "t" : "u", packed };
}

/** The text in a fragment. */
export async function unpack(packed: string, wide: boolean): Promise<string> {
  const binary = atob(packed.replace(/-/g, "+").replace(/_/g, "/"));
  const bytes = Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
  const plain = await through(bytes, new DecompressionStream("deflate-raw"));
  if (!wide) return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(plain);
  if (plain.length % 2 !== 0) throw new RangeError("half a code unit");
  const view = new DataView(plain.buffer, plain.byteOffset, plain.byteLength);
  let text = "";
  for (let at = 0; at < plain.length; at += 2) text += String.fromCharCode(view.getUint16(at, true));
  return text;
}

// A change of language reloads the page; what was typed waits in the session.
function leave(app: App): void {
  if (app.state.source.kind !== "typed" && app.state.source.kind !== "files") return;
  try {
    sessionStorage.setItem(SESSION, app.state.text);
  } catch {
    // Too long to keep, or storage is refused: the reload shows the example.
  }
}

function takeLeft(): string | null {
  try {
    const left = sessionStorage.getItem(SESSION);
    sessionStorage.removeItem(SESSION);
    return left;
  } catch {
    return null;
  }
}

async function through(bytes: Uint8Array<ArrayBuffer>, change: CompressionStream | DecompressionStream): Promise<Uint8Array<ArrayBuffer>> {
  const stream = new Blob([bytes]).stream().pipeThrough(change);
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

function base64url(bytes: Uint8Array): string {
  let binary = "";
  for (let at = 0; at < bytes.length; at += 8192) binary += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(binary).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

function utf16(text: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(text.length * 2);
  const view = new DataView(bytes.buffer);
  for (let at = 0; at < text.length; at += 1) view.setUint16(at * 2, text.charCodeAt(at), true);
  return bytes;
}

function wellFormed(text: string): boolean {
  return !/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/.test(text);
}
