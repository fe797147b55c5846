addEventListener("backgroundfetchfail", (event) => {
  event.waitUntil(
    event.registration
      .matchAll()
      .then((records) => Promise.all(records.map((record) => record.responseReady.catch(() => {})))),
  );
});
addEventListener("backgroundfetchsuccess", () => console.log("this is not expected"));
