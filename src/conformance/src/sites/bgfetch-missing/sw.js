addEventListener("backgroundfetchfail", (event) => {
  event.waitUntil(
    (async () => {
      for (const name of ["film.txt", "missing.txt"]) {
        const record = await event.registration.match(name);
        const response = await record.responseReady;
        console.log(name, response.status, response.ok);
      }
      await event.updateUI({ title: "Not all" });
    })(),
  );
});
addEventListener("backgroundfetchsuccess", () => console.log("this is not expected"));
