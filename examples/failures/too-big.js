// The film is longer than the page allows: it fails with "download-total-exceeded".
navigator.serviceWorker.ready.then(({ backgroundFetch }) =>
  backgroundFetch.fetch("too-big", ["film.txt"], { downloadTotal: 10 }),
);
