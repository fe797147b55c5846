navigator.serviceWorker.ready.then(async () => {
  await bellhopCompare.push("news");
  await bellhopCompare.sync("outbox");
});
