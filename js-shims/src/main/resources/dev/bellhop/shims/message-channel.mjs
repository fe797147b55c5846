// https://html.spec.whatwg.org/#message-channels

import { ops } from "./internal/host.mjs";
import { defineInterface, internalToken } from "./internal/webidl.mjs";
import { MessagePort } from "./message-port.mjs";

export class MessageChannel {
  #port1;
  #port2;

  constructor() {
    const ends = ops.ports.open();
    this.#port1 = new MessagePort(internalToken, ends[0]);
    this.#port2 = new MessagePort(internalToken, ends[1]);
  }

  get port1() {
    return this.#port1;
  }

  get port2() {
    return this.#port2;
  }
}
defineInterface(MessageChannel, "MessageChannel");
