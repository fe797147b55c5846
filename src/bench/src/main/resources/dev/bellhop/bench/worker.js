// A small worker such as sites have: a precache, a fetch handler, messages.

const NAME = "shell-v1";
const SHELL = ["/", "/app.css", "/app.js"];

class Strategy {
  #name;

  constructor(name) {
    this.#name = name;
  }

  async answer(request) {
    const cache = await caches.open(this.#name);
    const kept = await cache.match(request);
    if (kept !== undefined) {
      return kept;
    }
    const response = await fetch(request);
    if (response.ok) {
      await cache.put(request, response.clone());
    }
    return response;
  }
}

const strategy = new Strategy(NAME);

addEventListener("install", () => {
  skipWaiting();
});

addEventListener("activate", (event) => {
  event.waitUntil(
    (async () => {
      for (const name of await caches.keys()) {
        if (name !== NAME) {
          await caches.delete(name);
        }
      }
    })(),
  );
});

addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method === "GET" && SHELL.includes(url.pathname)) {
    event.respondWith(strategy.answer(event.request));
  }
});

addEventListener("message", (event) => {
  event.source.postMessage(event.data);
});
