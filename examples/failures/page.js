// Three background fetches that fail, one after the other, each for another reason.
const attempts = [
  { id: "missing", urls: ["no-such-film.y4m"], options: {} },
  { id: "refused", urls: ["http://127.0.0.1:2/film.y4m"], options: {} },
  { id: "too-big", urls: ["film.txt"], options: { downloadTotal: 10 } },
];

function settled(fetching) {
  return new Promise((resolve) => {
    const look = () => fetching.result !== "" && resolve();
    fetching.addEventListener("progress", look);
    look();
  });
}

async function tryAll() {
  const registration = await navigator.serviceWorker.ready;
  for (const { id, urls, options } of attempts) {
    await settled(await registration.backgroundFetch.fetch(id, urls, options));
  }
}

tryAll();
