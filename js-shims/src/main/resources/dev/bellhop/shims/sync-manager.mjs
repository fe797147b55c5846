// https://wicg.github.io/background-sync/spec/#sync-manager-interface

import { arrayOf, ops, promised } from "./internal/host.mjs";
import {
  defineInterface,
  internalToken,
  requireArguments,
  requireToken,
  toDOMString,
} from "./internal/webidl.mjs";

export class SyncManager {
  #registration;

  constructor(token = undefined, registration = undefined) {
    requireToken(token, "SyncManager");
    this.#registration = registration;
  }

  async register(tag) {
    const registration = this.#registration;
    requireArguments(arguments.length, 1, "sync.register()");
    const name = toDOMString(tag);
    await promised((done) => ops.sync.register(registration, name, done));
  }

  async getTags() {
    const registration = this.#registration;
    const found = await promised((done) => ops.sync.tags(registration, done));
    return arrayOf(found);
  }
}
defineInterface(SyncManager, "SyncManager");

/** The manager of a registration, by the host's id for it. */
export const managerFor = (registration) => new SyncManager(internalToken, registration);
