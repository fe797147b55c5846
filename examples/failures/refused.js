// Nobody listens on this port: the background fetch fails with "fetch-error".
navigator.serviceWorker.ready.then(({ backgroundFetch }) =>
  backgroundFetch.fetch("refused", ["http://127.0.0.1:2/film.txt"]),
);
