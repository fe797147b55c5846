// Registers workers, each with a script and a scope of its own. The benchmark sets FIRST, COUNT and
// KEEP before this.

const activated = (registration) =>
  new Promise((resolve) => {
    const worker = registration.installing ?? registration.waiting ?? registration.active;
    const look = () => {
      if (worker.state === "activated") {
        resolve(worker);
      }
    };
    worker.addEventListener("statechange", look);
    look();
  });

const answered = new Set();
navigator.serviceWorker.addEventListener("message", (event) => answered.add(event.data));
navigator.serviceWorker.startMessages();

(async () => {
  const workers = [];
  for (let i = FIRST; i < FIRST + COUNT; i++) {
    const registration = await navigator.serviceWorker.register(`sw.js?${i}`, {
      scope: `/scope-${i}/`,
    });
    workers.push(await activated(registration));
    if (!KEEP) {
      await registration.unregister();
    }
  }
  if (KEEP) {
    for (let i = 0; i < workers.length; i++) {
      workers[i].postMessage(i);
    }
    while (answered.size < workers.length) {
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }
  console.log("done");
})();
