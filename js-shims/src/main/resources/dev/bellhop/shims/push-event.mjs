// https://w3c.github.io/push-api/#pushevent-interface

import { copyOf, fromHost, isBufferSource } from "./internal/bytes.mjs";
import { registerEventFactory } from "./internal/events.mjs";
import { defineInterface, requireArguments, toDictionary, toUSVString } from "./internal/webidl.mjs";
import { ExtendableEvent } from "./extendable-event.mjs";
import { messageDataOf } from "./push-message-data.mjs";
import { utf8Encode } from "./text-encoder.mjs";

export class PushEvent extends ExtendableEvent {
  #data;

  constructor(type, init = undefined) {
    requireArguments(arguments.length, 1, "The PushEvent constructor");
    super(type, init);
    const data = toDictionary(init, "The event's options")?.data;
    this.#data = data === undefined ? null : messageDataOf(extract(data));
  }

  get data() {
    return this.#data;
  }
}
defineInterface(PushEvent, "PushEvent");

/** https://w3c.github.io/push-api/#dfn-extract-a-byte-sequence */
const extract = (data) => copyOf(isBufferSource(data) ? data : utf8Encode(toUSVString(data)));

// https://w3c.github.io/push-api/#the-push-event
registerEventFactory("push", (bytes) =>
  bytes === null
    ? new PushEvent("push")
    : new PushEvent("push", { __proto__: null, data: fromHost(bytes) }),
);
