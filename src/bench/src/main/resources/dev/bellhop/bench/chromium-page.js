// Run in a page: one background fetch, and the seconds from its start to its event in the worker.
async (names) => {
  await navigator.serviceWorker.register("chromium-worker.js");
  const registration = await navigator.serviceWorker.ready;
  const ended = new Promise((resolve) => {
    navigator.serviceWorker.addEventListener("message", (event) => resolve(event.data));
    navigator.serviceWorker.startMessages();
  });
  await registration.backgroundFetch.fetch("bench", names, { title: "bench" });
  const begun = Date.now();
  const { type, reason, at } = await ended;
  if (type !== "backgroundfetchsuccess") {
    throw new Error(`${type}: ${reason}`);
  }
  return (at - begun) / 1000;
}
