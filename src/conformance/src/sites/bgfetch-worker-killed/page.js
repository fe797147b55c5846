navigator.serviceWorker.ready.then(async ({ backgroundFetch }) => {
  await backgroundFetch.fetch("slow", ["slow.txt"]);
  await bellhopCompare.stopWorkers();
});
