addEventListener("backgroundfetchsuccess", (event) => {
  event.waitUntil(
    event.registration.matchAll().then(async (records) => {
      const texts = await Promise.all(records.map(async (record) => (await record.responseReady).text()));
      console.log(texts.length, new Set(records.map((record) => record.request.url)).size, texts.join("").length);
    }),
  );
});
