navigator.serviceWorker.ready.then(async ({ backgroundFetch }) => {
  const attempts = [
    ["empty", []],
    ["no-cors", [new Request("film.txt", { mode: "no-cors" })]],
    ["credentials", ["http://user:secret@localhost/"]],
    ["no-url", ["http://["]],
    ["icons", ["film.txt"], { icons: {} }],
    ["icon-without-src", ["film.txt"], { icons: [{}] }],
    ["used", [await usedRequest()]],
  ];
  for (const attempt of attempts) {
    await backgroundFetch.fetch(...attempt).catch(() => {});
  }
  await backgroundFetch.fetch().catch(() => {});
  await backgroundFetch.fetch("one-argument").catch(() => {});
  await backgroundFetch.get().catch(() => {});
});

async function usedRequest() {
  const request = new Request("film.txt", { method: "POST", body: "used" });
  await request.text();
  return request;
}
