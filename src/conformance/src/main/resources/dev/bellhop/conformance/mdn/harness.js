// Runs in the page beside a worker: asks, sends and reports.
globalThis.bellhopMdn = (() => {
  const report = (what) => console.debug("bellhop-mdn:" + JSON.stringify(what));

  const { serviceWorker } = navigator;
  const ready = () => serviceWorker.ready;

  serviceWorker.addEventListener("message", (event) =>
    report({ type: "message", text: JSON.stringify(event.data) }),
  );
  serviceWorker.startMessages();

  return {
    async ask(label, url, init) {
      try {
        const response = await fetch(url, init);
        const number = Number(response.headers.get("X-Answer"));
        report({ type: "answer", label, url, number, status: response.status });
      } catch (error) {
        report({ type: "answer", label, url, error: String(error) });
      }
    },

    async send(data) {
      const { active } = await ready();
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = (event) =>
        report({ type: "message", text: "on the port: " + JSON.stringify(event.data) });
      active.postMessage(data, [port2]);
    },

    async subscribe() {
      await (await ready()).pushManager.subscribe({ userVisibleOnly: true });
    },

    async index(id) {
      await (await ready()).index.add({ id, url: "/article.html", title: "An article", description: "", icons: [] });
    },

    async notify(actions) {
      await (await ready()).showNotification("From the page", {
        tag: "page-tag",
        data: { url: new URL("/some/path", location).href },
        actions: actions.map((action) => ({ action, title: action })),
      });
    },

    async download(id, urls) {
      await (await ready()).backgroundFetch.fetch(id, urls, { title: "A download" });
    },

    async abort(id, url) {
      const fetch = await (await ready()).backgroundFetch.fetch(id, [url], { title: "A download" });
      await fetch.abort();
    },

    // What a later example must see nothing of.
    async clear() {
      for (const registration of await serviceWorker.getRegistrations()) {
        const { backgroundFetch } = registration;
        for (const id of await backgroundFetch.getIds()) {
          await (await backgroundFetch.get(id))?.abort();
        }
        await registration.unregister();
      }
      for (const name of await caches.keys()) {
        await caches.delete(name);
      }
    },
  };
})();

globalThis.expectThat = (what, holds) =>
  console.debug("bellhop-mdn:" + JSON.stringify({ type: "check", what, holds: Boolean(holds) }));
