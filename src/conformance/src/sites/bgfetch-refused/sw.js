addEventListener("backgroundfetchfail", (event) => {
  event.waitUntil(
    event.registration
      .matchAll()
      .then(([record]) => record.responseReady)
      .catch(() => {}),
  );
});
addEventListener("backgroundfetchsuccess", (event) => {
  event.waitUntil(
    event.registration
      .matchAll()
      .then(([record]) => record.responseReady)
      .then(async (response) => console.log(response.headers.get("X-Shown"), response.headers.get("X-Hidden"))),
  );
});
