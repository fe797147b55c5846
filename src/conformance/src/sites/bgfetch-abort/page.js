navigator.serviceWorker.ready.then(async ({ backgroundFetch }) => {
  const held = await backgroundFetch.fetch("held", ["held.bin"]);
  console.log("first:", await held.abort());
  console.log("second:", await held.abort());
  console.log("found:", await backgroundFetch.get("held"));
});
