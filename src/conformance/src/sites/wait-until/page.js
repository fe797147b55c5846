navigator.serviceWorker.ready.then(({ active }) => {
  for (const name of ["function", "rejected", "microtask", "pending", "late", "untrusted"]) {
    active.postMessage(name);
  }
});
