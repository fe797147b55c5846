navigator.serviceWorker.ready.then(async ({ backgroundFetch }) => {
  await backgroundFetch.fetch("exact", ["film.bin"], { downloadTotal: 4000 });
  await backgroundFetch.fetch("none", ["film.bin"], { downloadTotal: 0 });
  await backgroundFetch.fetch("null", ["film.bin"], { downloadTotal: null });
});
