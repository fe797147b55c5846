// https://html.spec.whatwg.org/#the-workernavigator-object

import { load, ops } from "./internal/host.mjs";
import { ObjectFreeze } from "./internal/primordials.mjs";
import { defineInterface, internalToken, requireToken } from "./internal/webidl.mjs";

const VERSION = "5.0 (compatible; Bellhop)";
const languages = ObjectFreeze(["en-US", "en"]);

/** The class of `navigator` in workers; pages, which have no DOM, use it too. */
export class WorkerNavigator {
  #brand = true;

  constructor(token = undefined) {
    requireToken(token, "WorkerNavigator");
  }

  // Constants of the specification: scripts that told browsers apart by them would break.
  get appCodeName() {
    this.#brand;
    return "Mozilla";
  }

  get appName() {
    this.#brand;
    return "Netscape";
  }

  get appVersion() {
    this.#brand;
    return VERSION;
  }

  get platform() {
    this.#brand;
    return "";
  }

  get product() {
    this.#brand;
    return "Gecko";
  }

  get userAgent() {
    this.#brand;
    return `Mozilla/${VERSION}`;
  }

  get hardwareConcurrency() {
    this.#brand;
    return ops.realm.processors();
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

  get storageBuckets() {
    this.#brand;
    return load("storage-bucket-manager.mjs").storageBuckets;
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
