navigator.serviceWorker.ready.then(({ active }) => active.postMessage("import"));
