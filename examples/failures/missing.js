// The server has no such film: the background fetch fails with "bad-status".
navigator.serviceWorker.ready.then(({ backgroundFetch }) =>
  backgroundFetch.fetch("missing", ["film.txt", "no-such-film.txt"]),
);
