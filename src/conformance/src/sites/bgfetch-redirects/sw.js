for (const type of ["backgroundfetchsuccess", "backgroundfetchfail"]) {
  addEventListener(type, (event) => {
    event.waitUntil(
      event.registration
        .matchAll()
        .then(([record]) => record.responseReady)
        .then(async (response) => console.log(event.registration.id, response.redirected, (await response.text()).length))
        .catch((error) => console.log(event.registration.id, error.name === "TypeError" || error.name === "UnknownError")),
    );
  });
}
