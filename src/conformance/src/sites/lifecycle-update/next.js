addEventListener("install", (event) => {
  skipWaiting();
  event.waitUntil(caches.open("second").then((cache) => cache.put("/version", new Response("2"))));
});
addEventListener("activate", (event) => {
  event.waitUntil(caches.delete("first").then(() => clients.claim()));
});
addEventListener("message", (event) => event.source.postMessage(`2 got ${event.data}`));
