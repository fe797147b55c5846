addEventListener("backgroundfetchsuccess", (event) => {
  event.waitUntil(
    (async () => {
      await event.updateUI({ title: "Once" });
      await event.updateUI({ title: "Twice" }).catch((error) => console.log("twice:", error.name));
      later(event);
    })(),
  );
});

function later(event) {
  setTimeout(() => {
    event.updateUI({ title: "Late" }).catch((error) => console.log("late:", error.name));
    console.log("records:", event.registration.recordsAvailable);
    event.registration.matchAll().catch((error) => console.log("late:", error.name));
  }, 200);
}
