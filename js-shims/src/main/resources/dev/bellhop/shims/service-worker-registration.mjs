// https://w3c.github.io/ServiceWorker/#serviceworkerregistration-interface

import { EventTarget, defineEventHandlers } from "./event-target.mjs";
import { load, ops, promised } from "./internal/host.mjs";
import {
  defineInterface,
  requireArguments,
  requireToken,
  toDOMString,
} from "./internal/webidl.mjs";

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
  #navigationPreload;
  #cookies;
  #index;
  #periodicSync;
  #pushManager;
  #sync;

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
      () => this.#active !== null,
    );
    return this.#backgroundFetch;
  }

  get navigationPreload() {
    this.#navigationPreload ??= load("navigation-preload-manager.mjs").navigationPreloadFor(
      this.#id,
    );
    return this.#navigationPreload;
  }

  get cookies() {
    this.#cookies ??= load("cookie-store-manager.mjs").managerFor(this.#id, this.#scope);
    return this.#cookies;
  }

  get index() {
    this.#index ??= load("content-index.mjs").indexFor(
      this.#id,
      this.#scope,
      () => this.#active !== null,
    );
    return this.#index;
  }

  get periodicSync() {
    this.#periodicSync ??= load("periodic-sync-manager.mjs").managerFor(this.#id);
    return this.#periodicSync;
  }

  get pushManager() {
    this.#pushManager ??= load("push-manager.mjs").managerFor(this.#id);
    return this.#pushManager;
  }

  get sync() {
    this.#sync ??= load("sync-manager.mjs").managerFor(this.#id);
    return this.#sync;
  }

  async showNotification(title, options = undefined) {
    const id = this.#id;
    requireArguments(arguments.length, 1, "showNotification()");
    const text = toDOMString(title);
    await load("notification.mjs").showNotification(id, this.#active, text, options);
  }

  async getNotifications(filter = undefined) {
    const id = this.#id;
    return load("notification.mjs").getNotifications(id, filter);
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
