// https://w3c.github.io/ServiceWorker/#extendablemessageevent-interface

import { JSONParse } from "./internal/primordials.mjs";
import { defineInterface, internalToken, requireArguments } from "./internal/webidl.mjs";
import { registerEventFactory } from "./internal/events.mjs";
import { toMessageInit } from "./internal/message-init.mjs";
import { messageFrom } from "./internal/post-message.mjs";
import { workerFrom } from "./internal/registrations.mjs";
import { isClient } from "./client.mjs";
import { ExtendableEvent } from "./extendable-event.mjs";
import { isServiceWorker } from "./service-worker.mjs";
import { WindowClient } from "./window-client.mjs";

const isSource = (value) => isClient(value) || isServiceWorker(value);

export class ExtendableMessageEvent extends ExtendableEvent {
  #message;

  constructor(type, init = undefined) {
    requireArguments(arguments.length, 1, "The event's constructor");
    super(type, init);
    this.#message = toMessageInit(init, isSource);
  }

  get data() {
    return this.#message.data;
  }

  get origin() {
    return this.#message.origin;
  }

  get lastEventId() {
    return this.#message.lastEventId;
  }

  get source() {
    return this.#message.source;
  }

  get ports() {
    return this.#message.ports;
  }
}
defineInterface(ExtendableMessageEvent, "ExtendableMessageEvent");

// https://w3c.github.io/ServiceWorker/#service-worker-postmessage-options
registerEventFactory("message", (cells, origin, kind, sender) => {
  if (kind === "host") {
    return new ExtendableMessageEvent("message", { __proto__: null, data: JSONParse(cells) });
  }
  const source =
    kind === "worker" ? workerFrom(sender) : new WindowClient(internalToken, sender[0], sender[1]);
  const init = { __proto__: null, origin, source };
  try {
    init.data = messageFrom(cells);
  } catch {
    return new ExtendableMessageEvent("messageerror", init);
  }
  return new ExtendableMessageEvent("message", init);
});
