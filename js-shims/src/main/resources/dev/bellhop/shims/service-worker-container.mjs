// https://w3c.github.io/ServiceWorker/#serviceworkercontainer-interface

import { EventTarget, defineEventHandlers } from "./event-target.mjs";
import { ArrayPrototypePush, ObjectFreeze } from "./internal/primordials.mjs";
import { ops, promised } from "./internal/host.mjs";
import { registrationFrom, workerFrom } from "./internal/registrations.mjs";
import {
  defineInterface,
  internalToken,
  requireArguments,
  requireToken,
  toDictionary,
  toEnum,
  toUSVString,
} from "./internal/webidl.mjs";

const WORKER_TYPES = ["classic", "module"];
const UPDATE_VIA_CACHE = ["imports", "all", "none"];

export class ServiceWorkerContainer extends EventTarget {
  #ready;

  constructor(token) {
    requireToken(token, "ServiceWorkerContainer");
    super();
  }

  /** The active worker of the registration that controls this page, or null. */
  get controller() {
    this.#ready;
    return workerFrom(ops.lifecycle.controller());
  }

  /** Settles when a registration for this client has an active worker; the same promise always. */
  get ready() {
    this.#ready ??= readiness();
    return this.#ready;
  }

  async register(scriptUrl, options = undefined) {
    requireArguments(arguments.length, 1, "register()");
    const script = toUSVString(scriptUrl);
    const dictionary = toDictionary(options, "The options of register()");
    const scope = dictionary?.scope;
    const type = dictionary?.type;
    const updateViaCache = dictionary?.updateViaCache;
    const description = await promised((done) =>
      ops.lifecycle.register(
        script,
        scope === undefined ? null : toUSVString(scope),
        type === undefined ? "classic" : toEnum(type, WORKER_TYPES, "The type"),
        updateViaCache === undefined
          ? "imports"
          : toEnum(updateViaCache, UPDATE_VIA_CACHE, "updateViaCache"),
        done,
      ),
    );
    return registrationFrom(description);
  }

  async getRegistration(clientUrl = "") {
    const url = toUSVString(clientUrl);
    const description = await promised((done) => ops.lifecycle.getRegistration(url, done));
    return description === null ? undefined : registrationFrom(description);
  }

  async getRegistrations() {
    const descriptions = await promised((done) => ops.lifecycle.getRegistrations(done));
    const objects = [];
    for (let i = 0; i < descriptions.length; i++) {
      ArrayPrototypePush(objects, registrationFrom(descriptions[i]));
    }
    return ObjectFreeze(objects);
  }
}
defineInterface(ServiceWorkerContainer, "ServiceWorkerContainer");

async function readiness() {
  return registrationFrom(await promised((done) => ops.lifecycle.ready(done)));
}

/** navigator.serviceWorker of this realm. */
export const container = new ServiceWorkerContainer(internalToken);
