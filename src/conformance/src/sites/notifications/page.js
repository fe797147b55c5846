navigator.serviceWorker.ready.then(async (registration) => {
  await registration.showNotification("News", {
    tag: "news",
    body: "Rain",
    data: { page: 3 },
    actions: [{ action: "read", title: "Read" }],
  });
  await registration.showNotification("More news", { tag: "news", body: "Sun", lang: "en" });
  await registration.showNotification("Something else", { silent: true, requireInteraction: true });
  console.log((await registration.getNotifications({ tag: "news" })).length);
  registration.active.postMessage("notify");
});
