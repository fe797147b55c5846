addEventListener("backgroundfetchsuccess", (event) => {
  event.waitUntil(store(event));
});

async function store(event) {
  const cache = await caches.open("films");
  const records = await event.registration.matchAll();
  await Promise.all(records.map(async (record) => cache.put(record.request, await record.responseReady)));
  await event.updateUI({ title: "Ready" });
  console.log("still listed:", (await registration.backgroundFetch.getIds()).length);
}
