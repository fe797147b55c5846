// Runs first in every page and worker that is compared: how they tell the comparison something.
(() => {
  "use strict";

  const MARK = `bellhop-compare ${location.origin} `;
  const isWorker = "ServiceWorkerGlobalScope" in globalThis && globalThis instanceof ServiceWorkerGlobalScope;
  const realm = `${isWorker ? "worker" : "page"} ${location.pathname}`;
  const write = console.debug.bind(console);
  const now = Date.now;

  // Each runtime has a server of its own, so ports tell nothing.
  function withoutPort(text) {
    return text.replaceAll(location.origin, "").replaceAll(`:${location.port}`, ":port");
  }

  function tell(message) {
    write(MARK + withoutPort(JSON.stringify({ ...message, realm, at: now() })));
  }

  const place = (url) => (url.startsWith(location.origin) ? url.slice(location.origin.length) : url);

  // What happened, what of it is compared, and what is only shown. Within a track, order counts.
  function report(subject, facts = {}, { track = null, note = null } = {}) {
    tell({ kind: "observation", subject, facts, track, note });
  }

  globalThis.bellhopCompare = { isWorker, place, report, tell };
})();
