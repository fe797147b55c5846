// The page is like the one of ../movies, with one film.
navigator.serviceWorker.ready.then((registration) =>
  registration.backgroundFetch.fetch("movies", ["media/low-tide.y4m"], { title: "Film night" }),
);
