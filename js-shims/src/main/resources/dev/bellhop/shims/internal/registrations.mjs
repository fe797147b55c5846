// The one object that a realm has for each registration and each worker, kept up to date by tasks
// of the host. https://w3c.github.io/ServiceWorker/#get-the-service-worker-registration-object

import { Map, MapPrototypeGet, MapPrototypeSet } from "./primordials.mjs";
import { Event } from "../event.mjs";
import { fire } from "../event-target.mjs";
import { ServiceWorker, setState } from "../service-worker.mjs";
import {
  ServiceWorkerRegistration,
  setUpdateViaCache,
  setWorkers,
} from "../service-worker-registration.mjs";
import { internalToken } from "./webidl.mjs";
import { ops } from "./host.mjs";

const registrations = new Map();
const workers = new Map();

/** The object for a worker as the host describes it, or null. */
export function workerFrom(description) {
  if (description === null) {
    return null;
  }
  const number = description[0];
  let worker = MapPrototypeGet(workers, number);
  if (worker === undefined) {
    worker = new ServiceWorker(internalToken, number, description[1], description[2]);
    MapPrototypeSet(workers, number, worker);
  }
  return worker;
}

/** The object for a registration as the host describes it; its workers are not changed by this. */
export function registrationFrom(description) {
  const id = description[0];
  let registration = MapPrototypeGet(registrations, id);
  if (registration === undefined) {
    registration = new ServiceWorkerRegistration(
      internalToken,
      id,
      description[1],
      description[2],
    );
    MapPrototypeSet(registrations, id, registration);
    takeWorkers(registration, description);
  } else {
    setUpdateViaCache(registration, description[2]);
  }
  return registration;
}

function takeWorkers(registration, description) {
  setWorkers(
    registration,
    workerFrom(description[3]),
    workerFrom(description[4]),
    workerFrom(description[5]),
  );
}

ops.lifecycle.watch((kind, description) => {
  if (kind === "workers") {
    takeWorkers(registrationFrom(description), description);
  } else if (kind === "state") {
    const worker = MapPrototypeGet(workers, description[0]);
    if (worker !== undefined) {
      setState(worker, description[2]);
      fire(new Event("statechange"), worker);
    }
  } else {
    const registration = MapPrototypeGet(registrations, description);
    if (registration !== undefined) {
      fire(new Event("updatefound"), registration);
    }
  }
});
