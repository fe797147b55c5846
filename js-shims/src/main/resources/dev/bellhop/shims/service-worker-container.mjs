// https://w3c.github.io/ServiceWorker/#serviceworkercontainer-interface

import { Event } from "./event.mjs";
import { EventTarget, defineEventHandlers, fire } from "./event-target.mjs";
import { MessageEvent } from "./message-event.mjs";
import { ObjectFreeze, PromiseReject, TypeError } from "./internal/primordials.mjs";
import { arrayOf, ops, promised } from "./internal/host.mjs";
import { registerEventFactory } from "./internal/events.mjs";
import { startWithHandler } from "./internal/message-handler.mjs";
import { arrived } from "./internal/post-message.mjs";
import { registrationFrom, workerFrom } from "./internal/registrations.mjs";
import {
  defineInterface,
  internalToken,
  isObject,
  requireArguments,
  requireToken,
  toDictionary,
  toEnum,
  toUSVString,
} from "./internal/webidl.mjs";

const WORKER_TYPES = ["classic", "module"];
const UPDATE_VIA_CACHE = ["imports", "all", "none"];

/** Only a page is a client: it can be controlled and gets messages as one. */
const isPage = ops.realm.kind() === "page";

let startMessages;
let isContainer;

export class ServiceWorkerContainer extends EventTarget {
  #ready;
  #controller = null;

  static {
    isContainer = (value) => isObject(value) && #ready in value;
    startMessages = (container) => {
      container.#ready;
      if (isPage) {
        ops.clients.startMessages();
      }
    };
  }

  constructor(token = undefined) {
    requireToken(token, "ServiceWorkerContainer");
    super();
    if (isPage) {
      this.#controller = workerFrom(
        ops.clients.controller((worker) => {
          this.#controller = workerFrom(worker);
          fire(new Event("controllerchange"), this);
        }),
      );
    }
  }

  get controller() {
    return this.#controller;
  }

  /** Settles when a registration for this client has an active worker; the same promise always. */
  get ready() {
    if (!isContainer(this)) {
      // An attribute whose type is a promise does not throw.
      return PromiseReject(new TypeError("ready is an attribute of ServiceWorkerContainer."));
    }
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
    this.#ready;
    const url = toUSVString(clientUrl);
    const description = await promised((done) => ops.lifecycle.getRegistration(url, done));
    return description === null ? undefined : registrationFrom(description);
  }

  async getRegistrations() {
    this.#ready;
    const descriptions = await promised((done) => ops.lifecycle.getRegistrations(done));
    return ObjectFreeze(arrayOf(descriptions, registrationFrom));
  }

  startMessages() {
    startMessages(this);
  }
}
defineEventHandlers(ServiceWorkerContainer.prototype, [
  "controllerchange",
  "message",
  "messageerror",
]);
defineInterface(ServiceWorkerContainer, "ServiceWorkerContainer");

// https://w3c.github.io/ServiceWorker/#dom-serviceworkercontainer-onmessage
startWithHandler(ServiceWorkerContainer.prototype, function start() {
  startMessages(this);
});

async function readiness() {
  return registrationFrom(await promised((done) => ops.lifecycle.ready(done)));
}

/** navigator.serviceWorker of this realm. */
export const container = new ServiceWorkerContainer(internalToken);

// https://w3c.github.io/ServiceWorker/#client-postmessage-options
registerEventFactory("clientmessage", (cells, origin, worker) => ({
  event: arrived(MessageEvent, cells, origin, workerFrom(worker)),
  target: container,
}));
