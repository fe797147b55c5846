navigator.serviceWorker.ready.then(({ active }) => {
  for (const name of ["throw", "reject", "reference", "window"]) {
    active.postMessage(name);
  }
});
setTimeout(() => {
  throw new TypeError("thrown by the page");
});
Promise.reject(new DOMException("rejected by the page", "DataError"));
Promise.reject("a string");
