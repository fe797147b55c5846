// https://html.spec.whatwg.org/#the-workernavigator-object

import { load } from "./internal/host.mjs";
import { ObjectFreeze } from "./internal/primordials.mjs";
import { defineInterface, internalToken, requireToken } from "./internal/webidl.mjs";

const languages = ObjectFreeze(["en-US", "en"]);

/** The class of `navigator` in workers; pages, which have no DOM, use it too. */
export class WorkerNavigator {
  #brand = true;

  constructor(token = undefined) {
    requireToken(token, "WorkerNavigator");
  }

  get userAgent() {
    this.#brand;
    return "Mozilla/5.0 (compatible; Bellhop)";
  }

  get language() {
    this.#brand;
    return languages[0];
  }

  get languages() {
    this.#brand;
    return languages;
  }

  get serviceWorker() {
    this.#brand;
    return load("service-worker-container.mjs").container;
  }

  get storage() {
    this.#brand;
    return load("storage-manager.mjs").storage;
  }

  get permissions() {
    this.#brand;
    return load("permissions.mjs").permissions;
  }

  get locks() {
    this.#brand;
    return load("lock-manager.mjs").locks;
  }

  get onLine() {
    this.#brand;
    return true;
  }
}
defineInterface(WorkerNavigator, "WorkerNavigator");

export const navigator = new WorkerNavigator(internalToken);
