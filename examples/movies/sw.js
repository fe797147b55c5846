// The worker: puts what has arrived into a cache, and says so in the download's title.
async function keepFilms(event) {
  const cache = await caches.open("movies");
  const records = await event.registration.matchAll();
  // One after the other, so that the cache has them in the order in which they were asked for.
  for (const record of records) {
    await cache.put(record.request, await record.responseReady);
  }
  await event.updateUI({
    title: `Ready to watch: ${records.length}`,
    icons: [{ src: "icons/ready.png", sizes: "64x64", type: "image/png" }],
  });
}

addEventListener("backgroundfetchsuccess", (event) => {
  event.waitUntil(keepFilms(event));
});

addEventListener("backgroundfetchclick", (event) => {
  console.log(`${event.registration.id}: clicked, result so far "${event.registration.result}"`);
});
