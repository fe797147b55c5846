navigator.serviceWorker.ready.then(async ({ backgroundFetch }) => {
  await bellhopCompare.setPermission("background-fetch", "denied");
  await backgroundFetch.fetch("film", ["film.txt"]).catch(() => console.log("denied"));
  console.log((await navigator.permissions.query({ name: "background-fetch" })).state);
});
