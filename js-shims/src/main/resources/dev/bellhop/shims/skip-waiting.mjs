// https://w3c.github.io/ServiceWorker/#dom-serviceworkerglobalscope-skipwaiting

import { ops, promised } from "./internal/host.mjs";

export function skipWaiting() {
  return promised((done) => ops.lifecycle.skipWaiting(done));
}
