addEventListener("backgroundfetchsuccess", (event) => {
  event.waitUntil(look(event.registration));
});

async function look(registration) {
  console.log("by URL:", await registration.match("/echo"));
  const record = await registration.match("/echo", { ignoreMethod: true });
  const response = await record.responseReady;
  console.log("answer:", await response.text());
  console.log("body:", await record.request.text());
  const cache = await caches.open("answers");
  await cache.put(record.request, response).catch(() => {});
  await cache.put("/answer", (await (await registration.matchAll())[0].responseReady).clone());
}
