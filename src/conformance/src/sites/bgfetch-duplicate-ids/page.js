navigator.serviceWorker.ready.then(async ({ backgroundFetch }) => {
  const first = await backgroundFetch.fetch("one", ["held.bin"]);
  await backgroundFetch.fetch("one", ["film.bin"]).catch((error) => console.log(error.name));
  console.log((await backgroundFetch.getIds()).join());
  await first.abort();
  const second = await backgroundFetch.fetch("one", ["film.bin"]);
  console.log("another:", first !== second);
  console.log(await backgroundFetch.get("unknown"));
});
