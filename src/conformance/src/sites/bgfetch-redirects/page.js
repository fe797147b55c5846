navigator.serviceWorker.ready.then(async ({ backgroundFetch }) => {
  await backgroundFetch.fetch("follow", ["moved"]);
  await backgroundFetch.fetch("twice", ["moved-twice"]);
  await backgroundFetch.fetch("error", [new Request("moved-elsewhere", { redirect: "error" })]);
});
