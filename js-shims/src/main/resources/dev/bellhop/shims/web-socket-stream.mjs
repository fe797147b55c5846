// https://github.com/whatwg/websockets/pull/48 (the text of the standard is not merged yet)

import { PromisePrototypeThen, PromiseWithResolvers } from "./internal/primordials.mjs";
import { errorNamed, guarded, markHandled, ops } from "./internal/host.mjs";
import { copyFromHost, copyOf, isBufferSource } from "./internal/bytes.mjs";
import { registerEventFactory } from "./internal/events.mjs";
import {
  checkCloseArguments,
  checkProtocols,
  closeStatus,
  toCloseInfo,
} from "./internal/socket-protocols.mjs";
import { createReadable } from "./internal/streams/default-controller.mjs";
import { RESOLVED, nothing } from "./internal/streams/promises.mjs";
import { createWritable } from "./internal/streams/writable-controller.mjs";
import {
  defineInterface,
  promiseAttributes,
  requireArguments,
  toDictionary,
  toSequence,
  toUSVString,
} from "./internal/webidl.mjs";
import {
  abortReason,
  addAbortAlgorithm,
  isAborted,
  removeAbortAlgorithm,
  toSignal,
} from "./abort-signal.mjs";
import { readableObject } from "./readable-stream.mjs";
import { closeInfoOf, createSocketError } from "./web-socket-error.mjs";
import { writableObject } from "./writable-stream.mjs";

const CONNECTING = 0;
const OPEN = 1;
const CLOSING = 2;
const CLOSED = 3;

/** What has happened to a stream's connection. */
let happen;

export class WebSocketStream {
  #url;
  #state = CONNECTING;
  #opened = handledPromise();
  #closed = handledPromise();
  #handle = null;
  #readable = null;
  #writable = null;
  #stopListening = nothing;
  /** Called when the message has come that was asked for. */
  #pulled = nothing;
  /** The promise of the message that is being sent. */
  #writing = null;

  static {
    happen = (stream, type, first, second) => {
      stream.#happened(type, first, second);
      // Nothing is dispatched.
      return null;
    };
  }

  constructor(url, options = undefined) {
    requireArguments(arguments.length, 1, "The WebSocketStream constructor");
    const given = toUSVString(url);
    const { protocols, signal } = toOptions(options);
    this.#url = guarded(() => ops.socket.parse(given))[0];
    checkProtocols(protocols);
    if (signal !== null && isAborted(signal)) {
      this.#giveUp(abortReason(signal));
      return;
    }
    this.#handle = ops.socket.open(this.#url, protocols, "socketstream", this, () =>
      this.#written(),
    );
    if (signal !== null) {
      this.#heed(signal);
    }
  }

  get url() {
    return this.#url;
  }

  get opened() {
    return this.#opened.promise;
  }

  get closed() {
    return this.#closed.promise;
  }

  close(closeInfo = undefined) {
    this.#url;
    const { closeCode, reason } = toCloseInfo(closeInfo);
    checkCloseArguments(closeCode, reason);
    this.#close(closeCode, reason);
  }

  #heed(signal) {
    const steps = (reason) => {
      this.#giveUp(reason);
      ops.socket.abort(this.#handle);
    };
    addAbortAlgorithm(signal, steps);
    this.#stopListening = () => removeAbortAlgorithm(signal, steps);
  }

  #giveUp(reason) {
    this.#state = CLOSED;
    this.#opened.reject(reason);
    this.#closed.reject(reason);
  }

  #close(code, reason) {
    if (this.#state === CONNECTING) {
      this.#state = CLOSING;
      ops.socket.abort(this.#handle);
    } else if (this.#state === OPEN) {
      this.#state = CLOSING;
      ops.socket.close(this.#handle, closeStatus(code, reason), reason);
    }
  }

  /** Closes as the reason says for which somebody gives one of the streams up. */
  #closeFor(reason) {
    const info = closeInfoOf(reason);
    this.#close(info?.closeCode, info?.reason ?? "");
    return RESOLVED;
  }

  #happened(type, first, second) {
    switch (type) {
      case "open":
        this.#established(first);
        break;
      case "message":
        this.#message(first);
        break;
      case "closing":
        this.#state = CLOSING;
        break;
      case "close":
      case "lost":
        this.#ended(type, first, second);
        break;
      default:
      // Of a loss there is more to hear.
    }
  }

  #established(protocol) {
    if (this.#state !== CONNECTING) {
      return;
    }
    this.#state = OPEN;
    this.#stopListening();
    this.#readable = createReadable(
      () => this.#pull(),
      (reason) => this.#closeFor(reason),
    );
    this.#writable = createWritable(
      (chunk) => this.#write(chunk),
      () => {
        this.#close(undefined, "");
        return PromisePrototypeThen(this.#closed.promise, nothing);
      },
      (reason) => this.#closeFor(reason),
    );
    this.#opened.resolve({
      extensions: "",
      protocol,
      readable: readableObject(this.#readable),
      writable: writableObject(this.#writable),
    });
  }

  #pull() {
    const { promise, resolve } = PromiseWithResolvers();
    this.#pulled = resolve;
    ops.socket.pull(this.#handle);
    return promise;
  }

  #message(content) {
    if (this.#state !== OPEN) {
      return;
    }
    this.#readable.controller.enqueue(
      typeof content === "string" ? content : copyFromHost(content),
    );
    this.#pulled(undefined);
  }

  /** The promise of a message that is never sent is rejected when the connection has ended. */
  async #write(chunk) {
    const message = isBufferSource(chunk) ? copyOf(chunk) : toUSVString(chunk);
    this.#writing = PromiseWithResolvers();
    if (this.#state === OPEN) {
      if (typeof message === "string") {
        ops.socket.sendText(this.#handle, message);
      } else {
        ops.socket.sendBuffer(this.#handle, message);
      }
    }
    return this.#writing.promise;
  }

  #written() {
    const { resolve } = this.#writing;
    this.#writing = null;
    resolve(undefined);
  }

  #ended(type, closeCode, reason) {
    if (this.#state === CLOSED) {
      return;
    }
    this.#state = CLOSED;
    this.#stopListening();
    if (type === "close" && this.#writing === null) {
      this.#readable.controller.close();
      this.#writable.controller.errorIfNeeded(
        errorNamed("InvalidStateError", "The WebSocket is closed."),
      );
      this.#closed.resolve({ closeCode, reason });
      return;
    }
    const error = createSocketError(closeCode, reason);
    this.#opened.reject(error);
    this.#readable?.controller.error(error);
    this.#writable?.controller.errorIfNeeded(error);
    this.#writing?.reject(error);
    this.#closed.reject(error);
  }
}
promiseAttributes(WebSocketStream, ["opened", "closed"]);
defineInterface(WebSocketStream, "WebSocketStream");

registerEventFactory("socketstream", (stream, type, first, second) =>
  happen(stream, type, first, second),
);

function handledPromise() {
  const made = PromiseWithResolvers();
  markHandled(made.promise);
  return made;
}

/** Members in the order of their names, as dictionaries are read. */
function toOptions(value) {
  const options = toDictionary(value, "The options of a WebSocketStream");
  const protocols = options?.protocols;
  const sequence =
    protocols === undefined ? [] : toSequence(protocols, toUSVString, "The protocols");
  const signal = options?.signal;
  return { protocols: sequence, signal: signal === undefined ? null : toSignal(signal) };
}
