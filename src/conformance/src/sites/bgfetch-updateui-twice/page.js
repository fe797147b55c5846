navigator.serviceWorker.ready.then(({ backgroundFetch }) => backgroundFetch.fetch("film", "film.txt"));
