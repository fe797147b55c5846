// https://streams.spec.whatwg.org/#ws-class

import { PromiseReject, RangeError, TypeError } from "./internal/primordials.mjs";
import { setStreamKind } from "./internal/moving-streams.mjs";
import {
  extractHighWaterMark,
  extractSizeAlgorithm,
  toQueuingStrategy,
} from "./internal/streams/strategies.mjs";
import { requireObjectOrNothing, toUnderlyingSink } from "./internal/streams/underlying.mjs";
import { Writable } from "./internal/streams/writable.mjs";
import { defineInterface, illegalInvocation, internalToken, isObject } from "./internal/webidl.mjs";
import { setUpController } from "./writable-stream-default-controller.mjs";
import { writerObject } from "./writable-stream-default-writer.mjs";

/** Whether a value is a WritableStream. */
export let isWritableStream;

let stateOf;

export class WritableStream {
  #stream;

  static {
    isWritableStream = (value) => isObject(value) && #stream in value;
    stateOf = (object) => object.#stream;
  }

  constructor(underlyingSink = undefined, strategy = undefined) {
    if (underlyingSink === internalToken) {
      this.#stream = strategy;
      return;
    }
    requireObjectOrNothing(underlyingSink, "An underlying sink");
    const queuing = toQueuingStrategy(strategy);
    const sink = toUnderlyingSink(underlyingSink);
    if (sink.type !== undefined) {
      throw new RangeError("There are no types of writable streams; leave the sink's type out.");
    }
    this.#stream = new Writable();
    this.#stream.object = this;
    const size = extractSizeAlgorithm(queuing);
    setUpController(this.#stream, sink, extractHighWaterMark(queuing, 1), size);
  }

  get locked() {
    return this.#stream.isLocked;
  }

  abort(reason = undefined) {
    if (!isWritableStream(this)) {
      return PromiseReject(illegalInvocation("WritableStream"));
    }
    return this.#stream.isLocked ? PromiseReject(locked()) : this.#stream.abort(reason);
  }

  close() {
    if (!isWritableStream(this)) {
      return PromiseReject(illegalInvocation("WritableStream"));
    }
    const stream = this.#stream;
    if (stream.isLocked) {
      return PromiseReject(locked());
    }
    if (stream.isCloseQueuedOrInFlight) {
      return PromiseReject(new TypeError("The stream is about to be closed already."));
    }
    return stream.close();
  }

  getWriter() {
    return writerObject(this.#stream.acquireWriter());
  }
}
defineInterface(WritableStream, "WritableStream");

/** The WritableStream of a stream's state. */
export function writableObject(stream) {
  stream.object ??= new WritableStream(internalToken, stream);
  return stream.object;
}

/** The state of a script's WritableStream, or TypeError. */
export function toWritable(value) {
  if (!isWritableStream(value)) {
    throw new TypeError("This must be a WritableStream.");
  }
  return stateOf(value);
}

setStreamKind("writable", isWritableStream);

const locked = () => new TypeError("The stream is locked; use its writer.");
