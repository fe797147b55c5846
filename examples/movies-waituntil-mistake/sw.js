// The mistake: waitUntil() gets a function, which nobody ever calls, in place of a promise.
addEventListener("backgroundfetchsuccess", (event) => {
  event.waitUntil(async () => {
    const cache = await caches.open("movies");
    for (const record of await event.registration.matchAll()) {
      await cache.put(record.request, await record.responseReady);
    }
    await event.updateUI({ title: "Film night is ready" });
  });
});
