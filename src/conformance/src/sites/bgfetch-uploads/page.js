navigator.serviceWorker.ready.then(async ({ backgroundFetch }) => {
  const letter = new Request("/echo", { method: "POST", body: "Dear server" });
  await backgroundFetch.fetch("letter", letter);
  console.log("used:", letter.bodyUsed);
});
