addEventListener("backgroundfetchabort", (event) => {
  console.log("can be updated:", "updateUI" in event);
  event.waitUntil(
    event.registration
      .match("held.bin")
      .then((record) => record.responseReady)
      .catch((error) => console.log(error.name)),
  );
});
addEventListener("backgroundfetchfail", () => console.log("this is not expected"));
