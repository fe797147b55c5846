// What a worker's global says of itself: `registration` and `serviceWorker`.
// https://w3c.github.io/ServiceWorker/#serviceworkerglobalscope-interface

import { ops } from "./host.mjs";
import { registrationFrom, workerFrom } from "./registrations.mjs";

export const registration = registrationFrom(ops.lifecycle.ownRegistration());
export const serviceWorker = workerFrom(ops.lifecycle.ownWorker());
