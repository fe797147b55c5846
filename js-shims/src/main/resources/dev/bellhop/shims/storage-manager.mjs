// https://storage.spec.whatwg.org/#storagemanager

import { ReflectDeleteProperty } from "./internal/primordials.mjs";
import { ops, promised } from "./internal/host.mjs";
import { defineInterface, internalToken, requireToken } from "./internal/webidl.mjs";

export class StorageManager {
  #brand = true;

  constructor(token = undefined) {
    requireToken(token, "StorageManager");
  }

  async persisted() {
    this.#brand;
    return promised((done) => ops.storage.persisted(done));
  }

  async persist() {
    this.#brand;
    return promised((done) => ops.storage.persist(done));
  }

  async estimate() {
    this.#brand;
    const estimate = await promised((done) => ops.storage.estimate(done));
    return { usage: estimate[0], quota: estimate[1] };
  }
}
defineInterface(StorageManager, "StorageManager");
if (ops.realm.kind() === "worker") {
  ReflectDeleteProperty(StorageManager.prototype, "persist");
}

export const storage = new StorageManager(internalToken);
