// The worker: puts what has arrived into a cache, and says so in the download's title.
async function keepFilms(event) {
  const cache = await caches.open("movies");
  const records = await event.registration.matchAll();
  await Promise.all(
    records.map(async (record) => cache.put(record.request, await record.responseReady)),
  );
  await event.updateUI({
    title: `${records.length} films are ready`,
    icons: [{ src: "icons/ready.png", sizes: "64x64", type: "image/png" }],
  });
}

addEventListener("backgroundfetchsuccess", (event) => {
  event.waitUntil(keepFilms(event));
});

addEventListener("backgroundfetchclick", (event) => {
  console.log(`${event.registration.id}: clicked, result so far "${event.registration.result}"`);
});
