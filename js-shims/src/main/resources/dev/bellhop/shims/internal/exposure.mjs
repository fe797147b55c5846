// What the global shows, and which module has it. Modules are loaded on first use.

/**
 * Rows of name, module, realms ("all", "worker" or "page") and, where the name does not tell,
 * kind: a capital means "interface" (not enumerable), else "function" (enumerable); an "attribute"
 * is read-only, its value is the module's export.
 */
export const exposed = [
  ["AbortController", "abort-controller.mjs", "all"],
  ["AbortSignal", "abort-signal.mjs", "all"],
  ["Blob", "blob.mjs", "all"],
  ["ByteLengthQueuingStrategy", "streams.mjs", "all"],
  ["CountQueuingStrategy", "streams.mjs", "all"],
  ["CustomEvent", "custom-event.mjs", "all"],
  ["DOMException", "dom-exception.mjs", "all"],
  ["ErrorEvent", "error-event.mjs", "all"],
  ["Event", "event.mjs", "all"],
  ["EventTarget", "event-target.mjs", "all"],
  ["ExtendableEvent", "extendable-event.mjs", "worker"],
  ["File", "file.mjs", "all"],
  ["FormData", "form-data.mjs", "all"],
  ["Headers", "headers.mjs", "all"],
  ["PromiseRejectionEvent", "promise-rejection-event.mjs", "all"],
  ["ReadableByteStreamController", "streams.mjs", "all"],
  ["ReadableStream", "streams.mjs", "all"],
  ["ReadableStreamBYOBReader", "streams.mjs", "all"],
  ["ReadableStreamBYOBRequest", "streams.mjs", "all"],
  ["ReadableStreamDefaultController", "streams.mjs", "all"],
  ["ReadableStreamDefaultReader", "streams.mjs", "all"],
  ["InstallEvent", "install-event.mjs", "worker"],
  ["Request", "request.mjs", "all"],
  ["Response", "response.mjs", "all"],
  ["ServiceWorker", "service-worker.mjs", "all"],
  ["ServiceWorkerContainer", "service-worker-container.mjs", "all"],
  ["ServiceWorkerGlobalScope", "global-scope.mjs", "worker"],
  ["ServiceWorkerRegistration", "service-worker-registration.mjs", "all"],
  ["TextDecoder", "text-decoder.mjs", "all"],
  ["TextEncoder", "text-encoder.mjs", "all"],
  ["TransformStream", "streams.mjs", "all"],
  ["TransformStreamDefaultController", "streams.mjs", "all"],
  ["URL", "url.mjs", "all"],
  ["URLSearchParams", "url-search-params.mjs", "all"],
  ["WorkerGlobalScope", "global-scope.mjs", "worker"],
  ["WorkerLocation", "location.mjs", "worker"],
  ["WorkerNavigator", "navigator.mjs", "worker"],
  ["WritableStream", "streams.mjs", "all"],
  ["WritableStreamDefaultController", "streams.mjs", "all"],
  ["WritableStreamDefaultWriter", "streams.mjs", "all"],
  ["atob", "base64.mjs", "all"],
  ["btoa", "base64.mjs", "all"],
  ["clearInterval", "timers.mjs", "all"],
  ["clearTimeout", "timers.mjs", "all"],
  ["console", "console.mjs", "all", "namespace"],
  ["fetch", "fetch.mjs", "all"],
  ["location", "location.mjs", "all", "attribute"],
  ["navigator", "navigator.mjs", "all", "attribute"],
  ["performance", "performance.mjs", "all", "attribute"],
  ["queueMicrotask", "timers.mjs", "all"],
  ["registration", "internal/own-worker.mjs", "worker", "attribute"],
  ["reportError", "report-error.mjs", "all"],
  ["serviceWorker", "internal/own-worker.mjs", "worker", "attribute"],
  ["setInterval", "timers.mjs", "all"],
  ["setTimeout", "timers.mjs", "all"],
  ["skipWaiting", "skip-waiting.mjs", "worker"],
  ["structuredClone", "structured-clone.mjs", "all"],
];

/** The global's event handler attributes `on<type>`, by realm. */
export const globalEventHandlers = {
  all: ["error", "rejectionhandled", "unhandledrejection"],
  worker: ["activate", "fetch", "install", "message", "messageerror"],
  page: [],
};

/** Event types that the host dispatches, and the module that registers the factory of each. */
export const eventFactories = {
  __proto__: null,
  activate: "extendable-event.mjs",
  install: "install-event.mjs",
  unhandledrejection: "promise-rejection-event.mjs",
};
