// https://html.spec.whatwg.org/#broadcasting-to-other-browsing-contexts

import { errorNamed, ops } from "./internal/host.mjs";
import { registerEventFactory } from "./internal/events.mjs";
import { arrived, messageCells } from "./internal/post-message.mjs";
import { defineInterface, requireArguments, toDOMString } from "./internal/webidl.mjs";
import { EventTarget, defineEventHandlers } from "./event-target.mjs";
import { MessageEvent } from "./message-event.mjs";

let isClosed;

export class BroadcastChannel extends EventTarget {
  #name;
  #handle;
  #closed = false;

  static {
    isClosed = (channel) => channel.#closed;
  }

  constructor(name) {
    requireArguments(arguments.length, 1, "The BroadcastChannel constructor");
    super();
    this.#name = toDOMString(name);
    this.#handle = ops.broadcast.join(this.#name, this);
  }

  get name() {
    return this.#name;
  }

  postMessage(message) {
    requireArguments(arguments.length, 1, "postMessage()");
    if (this.#closed) {
      throw errorNamed("InvalidStateError", "The BroadcastChannel was closed.");
    }
    const cells = messageCells(message, undefined);
    ops.broadcast.post(this.#handle, cells);
  }

  close() {
    this.#closed = true;
    ops.broadcast.leave(this.#handle);
  }
}
defineEventHandlers(BroadcastChannel.prototype, ["message", "messageerror"]);
defineInterface(BroadcastChannel, "BroadcastChannel");

registerEventFactory("broadcastmessage", (channel, cells, origin) =>
  isClosed(channel) ? null : { event: arrived(MessageEvent, cells, origin, null), target: channel },
);
