const { serviceWorker } = navigator;
serviceWorker.addEventListener("message", () => {});
serviceWorker.addEventListener("controllerchange", () => {
  serviceWorker.controller.postMessage("hello again");
});

serviceWorker.ready.then(async (registration) => {
  serviceWorker.controller.postMessage("hello");
  registration.addEventListener("updatefound", () => {
    registration.installing.addEventListener("statechange", () => {});
  });
  const same = await serviceWorker.register("next.js");
  console.log("the same registration:", same === registration);
});
