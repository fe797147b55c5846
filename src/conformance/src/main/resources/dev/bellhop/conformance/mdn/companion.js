// The worker that stands beside an example for pages: it answers messages and leaves the rest alone.
addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim()));
addEventListener("message", (event) => event.source?.postMessage("Hello from the worker"));
addEventListener("push", () => {});
addEventListener("sync", () => {});
addEventListener("periodicsync", () => {});
addEventListener("backgroundfetchsuccess", () => {});
addEventListener("backgroundfetchfail", () => {});
