navigator.serviceWorker.ready.then((registration) =>
  registration.backgroundFetch.fetch("films", ["one.txt", "two.txt", "three.txt"], {
    title: "Films",
    downloadTotal: 60_000,
  }),
);
