addEventListener("message", (event) => {
  event.waitUntil(registration.showNotification("From the worker", { icon: "icon.png", data: "here" }));
});
