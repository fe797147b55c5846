// https://wicg.github.io/periodic-background-sync/#periodicsyncmanager-interface

import { arrayOf, ops, promised } from "./internal/host.mjs";
import {
  defineInterface,
  internalToken,
  requireArguments,
  requireToken,
  toDictionary,
  toDOMString,
  toUnsignedLongLong,
} from "./internal/webidl.mjs";

export class PeriodicSyncManager {
  #registration;

  constructor(token = undefined, registration = undefined) {
    requireToken(token, "PeriodicSyncManager");
    this.#registration = registration;
  }

  async register(tag, options = undefined) {
    const registration = this.#registration;
    requireArguments(arguments.length, 1, "periodicSync.register()");
    const name = toDOMString(tag);
    const interval = toDictionary(options, "The options of register()")?.minInterval;
    const minInterval =
      interval === undefined ? 0 : toUnsignedLongLong(interval, "minInterval", "enforce");
    await promised((done) => ops.sync.registerPeriodic(registration, name, minInterval, done));
  }

  async unregister(tag) {
    const registration = this.#registration;
    requireArguments(arguments.length, 1, "periodicSync.unregister()");
    const name = toDOMString(tag);
    await promised((done) => ops.sync.unregisterPeriodic(registration, name, done));
  }

  async getTags() {
    const registration = this.#registration;
    const found = await promised((done) => ops.sync.periodicTags(registration, done));
    return arrayOf(found);
  }
}
defineInterface(PeriodicSyncManager, "PeriodicSyncManager");

/** The manager of a registration, by the host's id for it. */
export const managerFor = (registration) => new PeriodicSyncManager(internalToken, registration);
