navigator.serviceWorker.ready.then(({ backgroundFetch }) =>
  backgroundFetch.fetch("less", ["film.bin"], { downloadTotal: 100_000 }),
);
