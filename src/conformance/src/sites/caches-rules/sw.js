addEventListener("install", (event) => {
  event.waitUntil(caches.open("assets").then((cache) => cache.addAll(["a.txt", "b.txt", "c.txt"])));
});
