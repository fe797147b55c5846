let installedHere = false;

addEventListener("install", () => {
  installedHere = true;
});
addEventListener("backgroundfetchsuccess", (event) => {
  console.log("the realm that was installed:", installedHere);
  event.waitUntil(
    event.registration
      .match("slow.txt")
      .then((record) => record.responseReady)
      .then(async (response) => (await caches.open("films")).put("slow.txt", response)),
  );
});
