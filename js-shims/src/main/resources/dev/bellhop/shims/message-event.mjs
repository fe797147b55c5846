// https://html.spec.whatwg.org/#messageevent

import { defineInterface, requireArguments, toDOMString, toUSVString } from "./internal/webidl.mjs";
import {
  defineMessageAttributes,
  toMessageInit,
  toPorts,
  toSource,
} from "./internal/message-init.mjs";
import { ops } from "./internal/host.mjs";
import { global } from "./internal/primordials.mjs";
import { Event, stateOf } from "./event.mjs";
import { isServiceWorker } from "./service-worker.mjs";

let messageOf;

const isPage = ops.realm.kind() === "page";

/** Whether it is one of what may send a message, apart from ports; a page has its own window. */
const isSource = (value) => isServiceWorker(value) || (isPage && value === global);

export class MessageEvent extends Event {
  #message;

  static {
    messageOf = (event) => event.#message;
  }

  constructor(type, init = undefined) {
    requireArguments(arguments.length, 1, "The event's constructor");
    super(type, init);
    this.#message = toMessageInit(init, isSource);
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
      __proto__: null,
      data,
      origin: toUSVString(origin),
      lastEventId: toDOMString(lastEventId),
      source: toSource(source, isSource),
      ports: toPorts(ports),
    };
    if (!stateOf(this).dispatching) {
      this.initEvent(type, bubbles, cancelable);
      this.#message = message;
    }
  }
}
defineMessageAttributes(MessageEvent.prototype, messageOf);
defineInterface(MessageEvent, "MessageEvent");
