navigator.serviceWorker.ready.then(async ({ backgroundFetch }) => {
  const film = await backgroundFetch.fetch("film", ["film.txt"]);
  console.log("the same object:", (await backgroundFetch.get("film")) === film);
});
