navigator.serviceWorker.ready.then(({ backgroundFetch }) =>
  backgroundFetch.fetch("many", Array.from({ length: 40 }, (_, n) => `film.txt?${n}`)),
);
