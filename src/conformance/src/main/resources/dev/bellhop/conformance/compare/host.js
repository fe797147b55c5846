// Runs in pages, before observe.js wraps what is used here: what a page may ask its host for, and
// what the host asks a page for at the end.
(() => {
  "use strict";

  const { place, report, tell } = globalThis.bellhopCompare;
  const { keys: cacheNames, open: openCache } = CacheStorage.prototype;
  const { keys: cacheKeys, match: cacheMatch } = Cache.prototype;
  const { getRegistrations } = ServiceWorkerContainer.prototype;
  const { getNotifications, unregister } = ServiceWorkerRegistration.prototype;
  const { get, getIds } = globalThis.BackgroundFetchManager?.prototype ?? {};
  const { abort } = globalThis.BackgroundFetchRegistration?.prototype ?? {};
  const subtle = crypto.subtle;
  const asked = new Map();

  // The promise settles when the host has done it.
  function ask(command, ...args) {
    const id = asked.size + 1;
    const done = new Promise((resolve, reject) => asked.set(id, { resolve, reject }));
    tell({ kind: "command", command, args: args.map(String), id });
    return done;
  }

  function answer(id, failure) {
    const { resolve, reject } = asked.get(id);
    if (failure === null) {
      resolve();
    } else {
      reject(new Error(failure));
    }
  }

  async function hash(bytes) {
    const digest = new Uint8Array(await subtle.digest("SHA-256", bytes));
    return Array.from(digest.subarray(0, 8), (byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  async function tellEntry(name, cache, request) {
    const options = { ignoreMethod: true };
    const response = await cacheMatch.call(cache, request, options);
    const bytes = await response.arrayBuffer();
    report(`at the end: cache "${name}" holds ${request.method} ${place(request.url)}`, {
      status: response.status,
      type: response.type,
      url: place(response.url),
      contentType: response.headers.get("Content-Type"),
      bytes: bytes.byteLength,
      sha256: await hash(bytes),
    });
  }

  async function tellCaches() {
    const names = await cacheNames.call(caches);
    report("at the end: caches", { names: names.join(", ") });
    for (const name of names) {
      const cache = await openCache.call(caches, name);
      for (const request of await cacheKeys.call(cache)) {
        await tellEntry(name, cache, request);
      }
    }
  }

  const stateOf = (worker) => (worker === null ? "none" : `${place(worker.scriptURL)} ${worker.state}`);

  async function tellNotifications(registration) {
    for (const notification of await getNotifications.call(registration)) {
      const { body, data, dir, icon, lang, silent, tag, actions, requireInteraction } = notification;
      report(`at the end: notification "${notification.title}"`, {
        body,
        data: JSON.stringify(data),
        dir,
        icon: place(icon),
        lang,
        silent,
        tag,
        requireInteraction,
        actions: actions.map(({ action, title }) => `${action} ${title}`).join(", "),
      });
    }
  }

  async function tellRegistrations() {
    for (const registration of await getRegistrations.call(navigator.serviceWorker)) {
      const fetches = getIds === undefined ? [] : await getIds.call(registration.backgroundFetch);
      report(`at the end: registration of ${place(registration.scope)}`, {
        installing: stateOf(registration.installing),
        waiting: stateOf(registration.waiting),
        active: stateOf(registration.active),
        backgroundFetches: fetches.join(", "),
      });
      await tellNotifications(registration);
    }
    report("at the end: controller", { worker: stateOf(navigator.serviceWorker.controller) });
  }

  async function tellEnd() {
    try {
      await tellCaches();
      await tellRegistrations();
      tell({ kind: "end" });
    } catch (error) {
      tell({ kind: "end", failure: `${error.name}: ${error.message}` });
    }
  }

  // Ends what would go on without a page.
  async function clear() {
    for (const registration of await getRegistrations.call(navigator.serviceWorker)) {
      const { backgroundFetch } = registration;
      for (const id of getIds === undefined ? [] : await getIds.call(backgroundFetch)) {
        const fetch = await get.call(backgroundFetch, id);
        await (fetch && abort.call(fetch));
      }
      await unregister.call(registration);
    }
  }

  // Registers the site's worker and waits until it is active, or is given up.
  async function start(script, type) {
    try {
      const registration = await navigator.serviceWorker.register(script, { type });
      const worker = registration.installing ?? registration.waiting ?? registration.active;
      await new Promise((resolve) => {
        const look = () => ["activated", "redundant"].includes(worker.state) && resolve();
        worker.addEventListener("statechange", look);
        look();
      });
    } catch {
      // What was thrown has been told already.
    }
    tell({ kind: "started" });
  }

  Object.assign(globalThis.bellhopCompare, {
    answer,
    clear,
    start,
    tellEnd,
    push: (data) => ask("push", data),
    setPermission: (name, state) => ask("setPermission", name, state),
    stopWorkers: () => ask("stopWorkers"),
    sync: (tag) => ask("sync", tag),
  });
})();
