// https://html.spec.whatwg.org/#message-ports

import { fromHost } from "./internal/bytes.mjs";
import { deserialize } from "./internal/deserialize.mjs";
import { ops } from "./internal/host.mjs";
import { registerEventFactory } from "./internal/events.mjs";
import { startWithHandler } from "./internal/message-handler.mjs";
import { setPorts } from "./internal/ports.mjs";
import { arrived, messageCells } from "./internal/post-message.mjs";
import { serialize } from "./internal/serialize.mjs";
import {
  defineInterface,
  internalToken,
  isObject,
  requireArguments,
  requireToken,
} from "./internal/webidl.mjs";
import { Event } from "./event.mjs";
import { EventTarget, defineEventHandlers } from "./event-target.mjs";
import { MessageEvent } from "./message-event.mjs";

/** The host's end that a port has; null once it has moved to another realm. */
let endOf;

/**
 * Lets steps have the messages of a port that no script sees: message(value), unreadable(),
 * closed().
 */
export let handlePort;

/** Closes such a port; it hears nothing more. */
export let shut;

/** Sends a value to its other end. */
export const sendTo = (port, value) => {
  ops.ports.post(endOf(port), serialize(value, [], port));
};

let stepsOf;

const NO_STEPS = { __proto__: null, message() {}, unreadable() {}, closed() {} };

export class MessagePort extends EventTarget {
  #end;
  #detached = false;
  #steps = null;

  static {
    endOf = (port) => port.#end;
    stepsOf = (port) => port.#steps;
    handlePort = (port, steps) => {
      port.#steps = steps;
      ops.ports.enable(port.#end);
    };
    shut = (port) => {
      port.#steps = NO_STEPS;
      ops.ports.close(port.#end);
    };
    setPorts({
      __proto__: null,
      is: (value) => isObject(value) && #end in value,
      detached: (port) => port.#detached,
      release: (port) => {
        const end = port.#end;
        port.#end = null;
        port.#detached = true;
        ops.ports.detach(end);
        return end;
      },
      receive: (end) => new MessagePort(internalToken, end),
      close: (port) => ops.ports.close(port.#end),
    });
  }

  constructor(token = undefined, end) {
    requireToken(token, "MessagePort");
    super();
    this.#end = end;
    ops.ports.attach(end, this);
  }

  postMessage(message, options = undefined) {
    requireArguments(arguments.length, 1, "postMessage()");
    this.#end;
    const cells = messageCells(message, options, this);
    ops.ports.post(this.#end, cells);
  }

  start() {
    const end = this.#end;
    if (end !== null) {
      ops.ports.enable(end);
    }
  }

  /** What has been sent to this port before still arrives. */
  close() {
    const end = this.#end;
    this.#detached = true;
    if (end !== null) {
      ops.ports.close(end);
    }
  }
}
const { start } = MessagePort.prototype;
defineEventHandlers(MessagePort.prototype, ["message", "messageerror", "close"]);
startWithHandler(MessagePort.prototype, start);
defineInterface(MessagePort, "MessagePort");

// A task for each message: the port may have moved meanwhile, and its messages with it.
registerEventFactory("portmessage", (port) => {
  const end = endOf(port);
  const cells = end === null ? null : ops.ports.take(end);
  if (cells === null) {
    return null;
  }
  const steps = stepsOf(port);
  if (steps === null) {
    return { event: arrived(MessageEvent, cells, "", null), target: port };
  }
  let message;
  try {
    message = deserialize(cells, fromHost);
  } catch {
    steps.unreadable();
    return null;
  }
  steps.message(message.value);
  return null;
});

registerEventFactory("portclose", (port) => {
  const end = endOf(port);
  if (end === null || !ops.ports.takeClosed(end)) {
    return null;
  }
  const steps = stepsOf(port);
  if (steps === null) {
    return { event: new Event("close"), target: port };
  }
  steps.closed();
  return null;
});
