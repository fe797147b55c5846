// https://websockets.spec.whatwg.org/#the-websocket-interface

import { ArrayBuffer, ArrayBufferPrototypeGetByteLength, SymbolIterator } from "./internal/primordials.mjs";
import { errorNamed, guarded, ops } from "./internal/host.mjs";
import { registerEventFactory } from "./internal/events.mjs";
import { copyOf, fromHost, isBufferSource } from "./internal/bytes.mjs";
import { checkCloseArguments, checkProtocols, closeStatus } from "./internal/socket-protocols.mjs";
import {
  defineInterface,
  isObject,
  requireArguments,
  sequenceFrom,
  toDOMString,
  toUSVString,
  toUnsignedShort,
} from "./internal/webidl.mjs";
import { bytesOf, createBlob, isBlob } from "./blob.mjs";
import { CloseEvent } from "./close-event.mjs";
import { Event } from "./event.mjs";
import { EventTarget, defineEventHandlers } from "./event-target.mjs";
import { MessageEvent } from "./message-event.mjs";

const CONNECTING = 0;
const OPEN = 1;
const CLOSING = 2;
const CLOSED = 3;

/** The event of what has happened to a socket's connection, and what it changes; null for none. */
let happen;

export class WebSocket extends EventTarget {
  #url;
  #origin;
  #state = CONNECTING;
  #protocol = "";
  #binaryType = "blob";
  #buffered = 0;
  #handle;

  static {
    happen = (socket, type, first, second) => {
      const event = socket.#eventOf(type, first, second);
      return event === null ? null : { event, target: socket };
    };
  }

  constructor(url, protocols = undefined) {
    requireArguments(arguments.length, 1, "The WebSocket constructor");
    super();
    const given = toUSVString(url);
    const wanted = toProtocols(protocols);
    const parsed = guarded(() => ops.socket.parse(given));
    this.#url = parsed[0];
    this.#origin = parsed[1];
    checkProtocols(wanted);
    const sent = (bytes) => {
      this.#buffered -= bytes;
    };
    this.#handle = ops.socket.open(this.#url, wanted, "socket", this, sent);
    ops.socket.pullAll(this.#handle);
  }

  get url() {
    return this.#url;
  }

  get readyState() {
    return this.#state;
  }

  get bufferedAmount() {
    return this.#buffered;
  }

  // None is offered to servers.
  get extensions() {
    this.#url;
    return "";
  }

  get protocol() {
    return this.#protocol;
  }

  close(code = undefined, reason = undefined) {
    this.#url;
    const status = code === undefined ? undefined : toUnsignedShort(code, "The code", "clamp");
    const words = reason === undefined ? "" : toUSVString(reason);
    checkCloseArguments(status, words);
    if (this.#state === CONNECTING) {
      this.#state = CLOSING;
      ops.socket.abort(this.#handle);
    } else if (this.#state === OPEN) {
      this.#state = CLOSING;
      ops.socket.close(this.#handle, closeStatus(status, words), words);
    }
  }

  get binaryType() {
    return this.#binaryType;
  }

  set binaryType(value) {
    this.#url;
    const type = toDOMString(value);
    if (type === "blob" || type === "arraybuffer") {
      this.#binaryType = type;
    }
  }

  send(data) {
    this.#url;
    requireArguments(arguments.length, 1, "send()");
    const message = isBlob(data) ? data : isBufferSource(data) ? copyOf(data) : toUSVString(data);
    if (this.#state === CONNECTING) {
      throw errorNamed("InvalidStateError", "The WebSocket is not open yet.");
    }
    if (typeof message === "string") {
      this.#buffered += ops.socket.sendText(this.#handle, message);
    } else if (isBlob(message)) {
      this.#buffered += ops.blob.size(bytesOf(message));
      ops.socket.sendBlob(this.#handle, bytesOf(message));
    } else {
      this.#buffered += ArrayBufferPrototypeGetByteLength(message);
      ops.socket.sendBuffer(this.#handle, message);
    }
  }

  #eventOf(type, first, second) {
    switch (type) {
      case "open":
        return this.#opened(first);
      case "message":
        return this.#state === OPEN ? this.#message(first) : null;
      case "closing":
        this.#state = CLOSING;
        return null;
      case "error":
        this.#state = CLOSED;
        return new Event("error");
      default: {
        this.#state = CLOSED;
        const init = { __proto__: null, wasClean: type === "close", code: first, reason: second };
        return new CloseEvent("close", init);
      }
    }
  }

  #opened(protocol) {
    if (this.#state !== CONNECTING) {
      return null;
    }
    this.#state = OPEN;
    this.#protocol = protocol;
    return new Event("open");
  }

  #message(content) {
    const data = typeof content === "string" ? content : this.#binary(content);
    return new MessageEvent("message", { __proto__: null, data, origin: this.#origin });
  }

  #binary(byteBuffer) {
    return this.#binaryType === "arraybuffer"
      ? fromHost(byteBuffer)
      : createBlob(ops.body.ofBuffer(new ArrayBuffer(byteBuffer)), "");
  }
}
defineEventHandlers(WebSocket.prototype, ["open", "error", "close", "message"]);
defineInterface(WebSocket, "WebSocket", { CONNECTING, OPEN, CLOSING, CLOSED });

registerEventFactory("socket", (socket, type, first, second) => happen(socket, type, first, second));

/** https://webidl.spec.whatwg.org/#js-union of a string and a sequence of strings */
function toProtocols(value) {
  if (value === undefined) {
    return [];
  }
  const method = isObject(value) ? value[SymbolIterator] : undefined;
  return method === undefined || method === null
    ? [toDOMString(value)]
    : sequenceFrom(value, method, toDOMString);
}
