// Service worker: the shell comes from the cache, data never does; without a network there is a page that says so.
const VERSION = "puer-shell-1";
const SHELL = ["/offline.html", "/puer.css", "/js/early.js", "/icons/puer.svg", "/icons/192.png", "/manifest.webmanifest"];
const LIVE = ["/api/", "/_event", "/_upload", "/_health", "/ping", "/auth/", "/q/", "/form/"];

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(VERSION).then((cache) => cache.addAll(SHELL)));
});

self.addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    for (const key of await caches.keys()) if (key !== VERSION) await caches.delete(key);
    await self.clients.claim();
  })());
});

self.addEventListener("message", (event) => { if (event.data === "update") self.skipWaiting(); });

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== location.origin) return;
  if (LIVE.some((prefix) => url.pathname.startsWith(prefix))) return;
  if (url.pathname.startsWith("/assets/")) event.respondWith(hashed(event.request));
  else if (event.request.mode === "navigate") event.respondWith(fetch(event.request).catch(() => caches.match("/offline.html")));
  else event.respondWith(fetch(event.request).catch(() => caches.match(event.request, { ignoreSearch: true }).then((hit) => hit ?? Response.error())));
});

// Names with a hash in them never change their content.
async function hashed(request) {
  const cache = await caches.open(VERSION);
  const hit = await cache.match(request);
  if (hit) return hit;
  const answer = await fetch(request);
  if (answer.ok) cache.put(request, answer.clone());
  return answer;
}
