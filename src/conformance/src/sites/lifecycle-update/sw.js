addEventListener("install", (event) => {
  event.waitUntil(caches.open("first").then((cache) => cache.put("/version", new Response("1"))));
});
addEventListener("activate", (event) => event.waitUntil(clients.claim()));
addEventListener("message", (event) => event.source.postMessage(`1 got ${event.data}`));
