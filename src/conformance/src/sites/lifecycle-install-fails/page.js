(async () => {
  console.log("left:", (await navigator.serviceWorker.getRegistrations()).length);
  const registration = await navigator.serviceWorker.register("throws-in-listener.js");
  const worker = registration.installing;
  await new Promise((resolve) => {
    worker.onstatechange = () => worker.state === "activated" && resolve();
  });
  console.log("activated all the same:", registration.active === worker);
})();
