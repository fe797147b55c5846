navigator.serviceWorker.ready.then((registration) =>
  registration.backgroundFetch.fetch("films", ["film.txt", "missing.txt"]),
);
