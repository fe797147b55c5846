// https://w3c.github.io/ServiceWorker/#dom-serviceworkerglobalscope-skipwaiting

import { ops, promised } from "./internal/host.mjs";

export async function skipWaiting() {
  await promised((done) => ops.lifecycle.skipWaiting(done));
}
