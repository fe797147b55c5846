addEventListener("push", (event) => {
  const text = event.data ? event.data.text() : "nothing";
  event.waitUntil(
    caches.open("pushed").then((cache) => cache.put(`/pushed/${text}`, new Response(text))),
  );
});
addEventListener("sync", (event) => {
  event.waitUntil(fetch("film.txt").then(async (response) => console.log("synced", response.status)));
});
