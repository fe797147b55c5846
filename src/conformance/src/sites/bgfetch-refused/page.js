// The same server by another name is another origin.
const elsewhere = `http://127.0.0.1:${location.port}`;

navigator.serviceWorker.ready.then(async ({ backgroundFetch }) => {
  await backgroundFetch.fetch("refused", [`${elsewhere}/refused.txt`]);
  await backgroundFetch.fetch("allowed", [`${elsewhere}/allowed.txt`]);
});
