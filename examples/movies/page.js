// The page: waits for the worker, then asks for all films in one background fetch.
const films = ["media/low-tide.y4m", "media/night-train.y4m", "media/snow.y4m"];

async function askForFilms() {
  const registration = await navigator.serviceWorker.ready;
  await registration.backgroundFetch.fetch("movies", films, {
    title: "Film night",
    icons: [{ src: "icons/reel.png", sizes: "64x64", type: "image/png" }],
    downloadTotal: 120_000,
  });
}

askForFilms();
