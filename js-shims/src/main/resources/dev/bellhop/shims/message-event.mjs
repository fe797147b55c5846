// https://html.spec.whatwg.org/#messageevent

import { defineInterface, requireArguments, toDOMString, toUSVString } from "./internal/webidl.mjs";
import { toMessageInit, toPorts, toSource } from "./internal/message-init.mjs";
import { Event, stateOf } from "./event.mjs";
import { isServiceWorker } from "./service-worker.mjs";

export class MessageEvent extends Event {
  #message;

  constructor(type, init = undefined) {
    requireArguments(arguments.length, 1, "The event's constructor");
    super(type, init);
    this.#message = toMessageInit(init, isServiceWorker);
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

  initMessageEvent(
    type,
    bubbles = false,
    cancelable = false,
    data = null,
    origin = "",
    lastEventId = "",
    source = null,
    ports = [],
  ) {
    requireArguments(arguments.length, 1, "initMessageEvent()");
    const message = {
      data,
      origin: toUSVString(origin),
      lastEventId: toDOMString(lastEventId),
      source: toSource(source, isServiceWorker),
      ports: toPorts(ports),
    };
    if (!stateOf(this).dispatching) {
      this.initEvent(type, bubbles, cancelable);
      this.#message = message;
    }
  }
}
defineInterface(MessageEvent, "MessageEvent");
