// https://w3c.github.io/ServiceWorker/#extendablemessageevent-interface

import { JSONParse } from "./internal/primordials.mjs";
import { defineInterface, requireArguments } from "./internal/webidl.mjs";
import { registerEventFactory } from "./internal/events.mjs";
import { arrivedInit, defineMessageAttributes, toMessageInit } from "./internal/message-init.mjs";
import { arrived } from "./internal/post-message.mjs";
import { workerFrom } from "./internal/registrations.mjs";
import { isClient } from "./client.mjs";
import { ExtendableEvent } from "./extendable-event.mjs";
import { isServiceWorker } from "./service-worker.mjs";
import { windowClientFrom } from "./window-client.mjs";

const isSource = (value) => isClient(value) || isServiceWorker(value);

let messageOf;

export class ExtendableMessageEvent extends ExtendableEvent {
  #message;

  static {
    messageOf = (event) => event.#message;
  }

  constructor(type, init = undefined) {
    requireArguments(arguments.length, 1, "The event's constructor");
    super(type, init);
    this.#message = toMessageInit(init, isSource);
  }
}
defineMessageAttributes(ExtendableMessageEvent.prototype, messageOf);
defineInterface(ExtendableMessageEvent, "ExtendableMessageEvent");

// https://w3c.github.io/ServiceWorker/#service-worker-postmessage-options
registerEventFactory("message", (cells, origin, kind, sender) => {
  if (kind === "host") {
    return new ExtendableMessageEvent("message", arrivedInit(JSONParse(cells), [], "", null));
  }
  const source = kind === "worker" ? workerFrom(sender) : windowClientFrom(sender);
  return arrived(ExtendableMessageEvent, cells, origin, source);
});
