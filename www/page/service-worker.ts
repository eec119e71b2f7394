// Keeps the page for offline use. The list of files and the version that names the cache are put in by the build, so a
// new build is a new cache, filled as a whole before the old one goes.

declare const OPENWEIGH_VERSION: string;
declare const OPENWEIGH_FILES: readonly string[];

interface LifeEvent extends Event { waitUntil(work: Promise<unknown>): void }
interface AskEvent extends LifeEvent { readonly request: Request; respondWith(response: Promise<Response>): void }
interface Scope {
  addEventListener(type: "install" | "activate", listener: (event: LifeEvent) => void): void;
  addEventListener(type: "fetch", listener: (event: AskEvent) => void): void;
  skipWaiting(): Promise<void>;
  readonly clients: { claim(): Promise<void> };
}

const scope = self as unknown as Scope;
const PREFIX = "openweigh-";
const CACHE = PREFIX + OPENWEIGH_VERSION;

scope.addEventListener("install", (event) => {
  event.waitUntil((async () => {
    const cache = await caches.open(CACHE);
    await cache.addAll(OPENWEIGH_FILES.map((file) => new Request(file, { cache: "no-cache" })));
    await scope.skipWaiting();
  })());
});

scope.addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    for (const name of await caches.keys()) {
      if (name.startsWith(PREFIX) && name !== CACHE) await caches.delete(name);
    }
    await scope.clients.claim();
  })());
});

scope.addEventListener("fetch", (event) => {
  const { request } = event;
  // Other hosts are the hub that the reader asked for: never kept here.
  if (request.method !== "GET" || new URL(request.url).origin !== location.origin) return;
  event.respondWith((async () => {
    const cache = await caches.open(CACHE);
    const found = await cache.match(request, { ignoreSearch: true })
      ?? (request.mode === "navigate" ? await cache.match("./") : undefined);
    return found ?? fetch(request);
  })());
});
