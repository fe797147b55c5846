// https://w3c.github.io/ServiceWorker/#serviceworkerregistration-interface

import { EventTarget, defineEventHandlers } from "./event-target.mjs";
import { load, ops, promised } from "./internal/host.mjs";
import { defineInterface, requireToken } from "./internal/webidl.mjs";

/** Changes the workers that a script sees. */
export let setWorkers;
export let setUpdateViaCache;

export class ServiceWorkerRegistration extends EventTarget {
  #id;
  #scope;
  #updateViaCache;
  #installing = null;
  #waiting = null;
  #active = null;
  #backgroundFetch;

  static {
    setWorkers = (registration, installing, waiting, active) => {
      registration.#installing = installing;
      registration.#waiting = waiting;
      registration.#active = active;
    };
    setUpdateViaCache = (registration, mode) => {
      registration.#updateViaCache = mode;
    };
  }

  constructor(token, id, scope, updateViaCache) {
    requireToken(token, "ServiceWorkerRegistration");
    super();
    this.#id = id;
    this.#scope = scope;
    this.#updateViaCache = updateViaCache;
  }

  get installing() {
    return this.#installing;
  }

  get waiting() {
    return this.#waiting;
  }

  get active() {
    return this.#active;
  }

  get scope() {
    return this.#scope;
  }

  get updateViaCache() {
    return this.#updateViaCache;
  }

  get backgroundFetch() {
    this.#backgroundFetch ??= load("background-fetch-manager.mjs").backgroundFetchManagerFor(
      this.#id,
    );
    return this.#backgroundFetch;
  }

  async update() {
    const id = this.#id;
    await promised((done) => ops.lifecycle.update(id, done));
    return this;
  }

  async unregister() {
    const id = this.#id;
    return promised((done) => ops.lifecycle.unregister(id, done));
  }
}
defineInterface(ServiceWorkerRegistration, "ServiceWorkerRegistration");
defineEventHandlers(ServiceWorkerRegistration.prototype, ["updatefound"]);
