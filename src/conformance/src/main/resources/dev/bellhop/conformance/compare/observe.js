// Tells what happens in a page or worker, in Bellhop and in the browser alike. It changes nothing
// that scripts notice who do not look for it, but for some microtasks more until the promises of
// wrapped calls settle.
(() => {
  "use strict";

  const { isWorker, place, report } = globalThis.bellhopCompare;
  const LONGEST = 300;
  const BUILT_IN = ["EvalError", "RangeError", "ReferenceError", "SyntaxError", "TypeError", "URIError"];
  const addListener = EventTarget.prototype.addEventListener;

  // The names of errors are specified, the words of those that engines throw are not.
  function failure(error) {
    if (!(error instanceof Error) && !(error instanceof DOMException)) {
      return [{ error: `thrown ${shown(error)}` }, null];
    }
    const own = !(error instanceof DOMException) && !BUILT_IN.includes(error.name);
    return own
      ? [{ error: `${error.name}: ${error.message}` }, null]
      : [{ error: error.name }, error.message];
  }

  const is = (value, name) => name in globalThis && value instanceof globalThis[name];

  const cacheNames = new WeakMap();

  const words = {
    Request: (request) => `${request.method} ${place(request.url)}`,
    Response: (response) => `response ${response.status} ${place(response.url)}`.trim(),
    Cache: (cache) => `cache ${cacheNames.get(cache) ?? ""}`,
    BackgroundFetchRegistration: (registration) => `background fetch ${registration.id}`,
    BackgroundFetchRecord: (record) => `record of ${shown(record.request)}`,
    ServiceWorkerRegistration: (registration) => `registration of ${place(registration.scope)}`,
    ServiceWorker: (worker) => `worker ${place(worker.scriptURL)}`,
    Client: (client) => `client ${place(client.url)}`,
    PermissionStatus: (status) => status.state,
    Notification: (notification) => `notification ${JSON.stringify(notification.title)}`,
    MessagePort: () => "a port",
    URL: (url) => place(url.href),
  };

  function shownObject(value, depth) {
    for (const name of Object.keys(words)) {
      if (is(value, name)) {
        return words[name](value);
      }
    }
    if (value instanceof Error || value instanceof DOMException) {
      return failure(value)[0].error;
    }
    if (depth === 0) {
      return "...";
    }
    if (Array.isArray(value)) {
      return `[${value.map((item) => shown(item, depth - 1)).join(", ")}]`;
    }
    const prototype = Object.getPrototypeOf(value);
    if (prototype === Object.prototype || prototype === null) {
      const members = Object.keys(value).map((key) => `${key}: ${shown(value[key], depth - 1)}`);
      return `{${members.join(", ")}}`;
    }
    return Object.prototype.toString.call(value).slice("[object ".length, -1);
  }

  function shown(value, depth = 3) {
    if (typeof value === "string") {
      return JSON.stringify(value.length > LONGEST ? `${value.slice(0, LONGEST)}...` : value);
    }
    if (typeof value === "function") {
      return "a function";
    }
    return typeof value === "object" && value !== null ? shownObject(value, depth) : String(value);
  }

  const list = (args) => Array.from(args, (value) => shown(value)).join(", ");

  // How many bytes came is promised where all of them did.
  function progressOf(registration) {
    const whole = registration.result === "success" || registration.failureReason === "bad-status";
    return {
      result: registration.result,
      failureReason: registration.failureReason,
      recordsAvailable: registration.recordsAvailable,
      downloadTotal: registration.downloadTotal,
      ...(whole ? { downloaded: registration.downloaded } : {}),
      uploadTotal: registration.uploadTotal,
      ...(whole ? { uploaded: registration.uploaded } : {}),
    };
  }

  const seen = new WeakMap();

  // Hears what a script's listener hears, just before it; where there is none, nothing is heard.
  function watch(target, type) {
    const types = seen.get(target) ?? new Set();
    seen.set(target, types);
    if (!types.has(type)) {
      types.add(type);
      addListener.call(target, type, (event) => heard(target, event));
    }
  }

  function eventName(event) {
    switch (event.type) {
      case "fetch":
        return `fetch ${shown(event.request)}`;
      case "message":
        return `message ${shown(event.data)}`;
      case "sync":
      case "periodicsync":
        return `${event.type} ${event.tag}`;
      case "push":
        return `push ${event.data === null ? "without data" : shown(event.data.text())}`;
      default:
        return is(event, "BackgroundFetchEvent") ? `${event.type} ${event.registration.id}` : event.type;
    }
  }

  function eventFacts(event) {
    const kind = { interface: event.constructor.name };
    switch (event.type) {
      case "fetch":
        return {
          ...kind,
          mode: event.request.mode,
          destination: event.request.destination,
          client: event.clientId !== "",
          resultingClient: event.resultingClientId !== "",
        };
      case "message":
        return { ...kind, source: shown(event.source), ports: event.ports.length };
      case "sync":
        return { ...kind, lastChance: event.lastChance };
      default:
        return is(event, "BackgroundFetchEvent") ? { ...kind, ...progressOf(event.registration) } : kind;
    }
  }

  const numbers = new WeakMap();
  const lastNumbers = new Map();

  // An id may be used again while the event of the one before is still to come.
  function trackOfFetch(registration) {
    const { id } = registration;
    if (!numbers.has(registration)) {
      lastNumbers.set(id, (lastNumbers.get(id) ?? 0) + 1);
      numbers.set(registration, lastNumbers.get(id));
    }
    return `background fetch ${id} ${numbers.get(registration)}`;
  }

  // Only what comes from one source has an order that is promised.
  function trackOf(event) {
    if (is(event, "BackgroundFetchEvent")) {
      return trackOfFetch(event.registration);
    }
    if (event.type === "install" || event.type === "activate") {
      return "lifecycle";
    }
    return event.type === "message" && event.source ? `messages of ${shown(event.source)}` : null;
  }

  function heard(target, event) {
    if (is(target, "ServiceWorker")) {
      report(`worker ${place(target.scriptURL)} is ${target.state}`, {}, { track: `states of ${place(target.scriptURL)}` });
    } else if (is(target, "BackgroundFetchRegistration")) {
      if (target.result !== "") {
        report(`background fetch ${target.id} has settled`, progressOf(target), { track: trackOfFetch(target) });
      }
    } else if (event.type === "fetch" && event.request.url.endsWith("/favicon.ico")) {
      return;
    } else {
      report(`event ${eventName(event)}`, eventFacts(event), { track: trackOf(event) });
    }
  }

  const WATCHED = [
    "ServiceWorkerContainer",
    "ServiceWorkerRegistration",
    "ServiceWorker",
    "BackgroundFetchRegistration",
    "MessagePort",
    "BroadcastChannel",
  ];

  function mayWatch(target) {
    return (isWorker && target === globalThis) || WATCHED.some((name) => is(target, name));
  }

  function replace(holder, name, make) {
    const original = holder?.[name];
    if (typeof original === "function") {
      const { enumerable } = Object.getOwnPropertyDescriptor(holder, name) ?? { enumerable: true };
      const value = { [name](...args) { return make(original, this ?? globalThis, args); } }[name];
      Object.defineProperty(value, "length", { value: original.length, configurable: true });
      Object.defineProperty(holder, name, { value, enumerable, configurable: true, writable: true });
    }
  }

  replace(EventTarget.prototype, "addEventListener", (original, target, args) => {
    if (typeof args[0] === "string" && mayWatch(target)) {
      watch(target, args[0]);
    }
    return Reflect.apply(original, target, args);
  });

  function watchHandlers(holder) {
    for (const name of Object.getOwnPropertyNames(holder ?? {})) {
      const attribute = name.startsWith("on") ? Object.getOwnPropertyDescriptor(holder, name) : undefined;
      if (attribute?.set !== undefined && attribute.get !== undefined && attribute.configurable) {
        Object.defineProperty(holder, name, {
          ...attribute,
          set(value) {
            const target = this ?? globalThis;
            if (typeof value === "function" && mayWatch(target)) {
              watch(target, name.slice(2));
            }
            attribute.set.call(target, value);
          },
        });
      }
    }
  }

  if (isWorker) {
    watchHandlers(globalThis);
    watchHandlers(ServiceWorkerGlobalScope.prototype);
  }
  WATCHED.forEach((name) => watchHandlers(globalThis[name]?.prototype));

  // The value of a call that succeeded.
  function outcome(value) {
    if (is(value, "BackgroundFetchRegistration")) {
      watch(value, "progress");
      const { id, uploadTotal, downloadTotal } = value;
      return { value: shown(value), id, uploadTotal, downloadTotal };
    }
    if (is(value, "Response")) {
      return { value: shown(value), type: value.type, redirected: value.redirected };
    }
    if (Array.isArray(value) && is(value[0], "BackgroundFetchRecord")) {
      const records = value.map((record) => shown(record));
      return { value: shown(records.toSorted()), order: shown(records) };
    }
    return { value: shown(value) };
  }

  function failed(subject, error) {
    const [facts, note] = failure(error);
    report(subject, facts, { note });
  }

  function settled(subject, promise, trackOfValue = () => null) {
    return promise.then(
      (value) => {
        report(subject, outcome(value), { track: trackOfValue(value) });
        return value;
      },
      (error) => {
        failed(subject, error);
        throw error;
      },
    );
  }

  // Tells the outcome of each call, under a subject made of what it was called on and with.
  function observe(holder, name, subjectOf, settle = (subject, promise) => settled(subject, promise)) {
    replace(holder, name, (original, target, args) => {
      const subject = subjectOf(target, args);
      let result;
      try {
        result = Reflect.apply(original, target, args);
      } catch (error) {
        failed(subject, error);
        throw error;
      }
      if (result instanceof Promise) {
        return settle(subject, result, args);
      }
      report(subject, outcome(result));
      return result;
    });
  }

  function observeAll(interfaceName, called, names) {
    const holder = globalThis[interfaceName]?.prototype;
    const nameOf = typeof called === "string" ? () => called : called;
    names.forEach((name) => observe(holder, name, (target, args) => `${nameOf(target)}.${name}(${list(args)})`));
  }

  observe(
    globalThis.CacheStorage?.prototype,
    "open",
    (_, args) => `caches.open(${list(args)})`,
    (subject, promise, [name]) => {
      const named = promise.then((cache) => {
        cacheNames.set(cache, String(name));
        return cache;
      });
      return settled(subject, named);
    },
  );
  observeAll("CacheStorage", "caches", ["has", "delete", "keys", "match"]);
  observeAll("Cache", shown, ["match", "matchAll", "add", "addAll", "put", "delete", "keys"]);
  observe(
    globalThis.BackgroundFetchManager?.prototype,
    "fetch",
    (_, args) => `backgroundFetch.fetch(${list(args)})`,
    (subject, promise) => settled(subject, promise, trackOfFetch),
  );
  observeAll("BackgroundFetchManager", "backgroundFetch", ["get", "getIds"]);
  observeAll("BackgroundFetchRegistration", shown, ["abort", "match", "matchAll"]);
  observeAll("BackgroundFetchUpdateUIEvent", (event) => `event ${eventName(event)}`, ["updateUI"]);
  observeAll("ServiceWorkerContainer", "navigator.serviceWorker", ["register", "getRegistration", "getRegistrations"]);
  observeAll("ServiceWorkerRegistration", shown, ["update", "unregister", "showNotification", "getNotifications"]);
  observeAll("NavigationPreloadManager", "navigationPreload", ["enable", "disable", "setHeaderValue", "getState"]);
  observeAll("SyncManager", "sync", ["register", "getTags"]);
  observeAll("Clients", "clients", ["claim", "matchAll", "get", "openWindow"]);
  observeAll("Permissions", "permissions", ["query"]);
  observeAll("ServiceWorker", shown, ["postMessage"]);
  observeAll("Client", shown, ["postMessage"]);
  observe(globalThis, "fetch", (_, args) => `fetch(${list(args)})`);
  if (isWorker) {
    observe(globalThis, "skipWaiting", () => "skipWaiting()");
    observe(globalThis, "importScripts", (_, args) => `importScripts(${list(args)})`);
  }

  const awaited = new Set();

  function observeWaiting(holder, name) {
    replace(holder, name, (original, event, args) => {
      const subject = `event ${eventName(event)}: ${name}(${args[0] instanceof Promise ? "promise" : list(args)})`;
      try {
        Reflect.apply(original, event, args);
      } catch (error) {
        failed(subject, error);
        throw error;
      }
      if (args[0] instanceof Promise) {
        settled(subject, args[0]).catch((error) => awaited.add(error));
      } else {
        report(subject, { value: "taken" });
      }
    });
  }

  observeWaiting(globalThis.ExtendableEvent?.prototype, "waitUntil");
  observeWaiting(globalThis.FetchEvent?.prototype, "respondWith");

  const records = globalThis.BackgroundFetchRecord?.prototype;
  const ready = records && Object.getOwnPropertyDescriptor(records, "responseReady");
  if (ready !== undefined) {
    const told = new WeakSet();
    Object.defineProperty(records, "responseReady", {
      ...ready,
      get() {
        const promise = ready.get.call(this);
        if (!told.has(this)) {
          told.add(this);
          settled(`${shown(this)}: responseReady`, promise).catch(() => {});
        }
        return promise;
      },
    });
  }

  for (const level of ["log", "info", "warn", "error"]) {
    const write = console[level].bind(console);
    console[level] = (...args) => {
      report(`console.${level}: ${args.map((value) => (typeof value === "string" ? value : shown(value))).join(" ")}`);
      write(...args);
    };
  }

  addListener.call(globalThis, "error", ({ error }) => failed("uncaught exception", error));
  addListener.call(globalThis, "unhandledrejection", ({ reason }) => {
    failed(`unhandled rejection${awaited.has(reason) ? " of what an event waits for" : ""}`, reason);
  });
})();
