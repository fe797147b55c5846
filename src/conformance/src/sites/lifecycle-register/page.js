(async () => {
  const { serviceWorker } = navigator;
  const attempts = [
    ["missing.js"],
    ["throws.js"],
    ["syntax.js"],
    ["text.txt"],
    ["inner/worker.js", { scope: "/" }],
    ["http://other.example/worker.js"],
    ["sw.js", { scope: "http://other.example/" }],
    ["sw.js", { scope: "/a%2fb/" }],
    ["data:text/javascript,"],
  ];
  for (const attempt of attempts) {
    await serviceWorker.register(...attempt).catch(() => {});
  }
  const inner = await serviceWorker.register("inner/worker.js");
  await new Promise((resolve) => {
    inner.installing.onstatechange = ({ target }) => target.state === "activated" && resolve();
  });
  await serviceWorker.getRegistration("inner/page.html");
  await serviceWorker.getRegistration("elsewhere.html");
  console.log("gone:", await inner.unregister(), await inner.unregister());
  await serviceWorker.getRegistrations();
})();
