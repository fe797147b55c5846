// https://streams.spec.whatwg.org/#byob-reader-class

import {
  PromiseReject,
  PromiseWithResolvers,
  RangeError,
  TypeError,
} from "./internal/primordials.mjs";
import { describe, isDetached, lengthOf, requireView } from "./internal/streams/buffers.mjs";
import { includeGenericReader } from "./internal/streams/generic-reader.mjs";
import { readerIsReleased } from "./internal/streams/readers.mjs";
import {
  defineInterface,
  internalToken,
  isObject,
  requireArguments,
  toDictionary,
  toUnsignedLongLong,
} from "./internal/webidl.mjs";
import { toReadable } from "./readable-stream.mjs";

/** The state of a script's reader; null for any other value. */
let readerOf;

export class ReadableStreamBYOBReader {
  #reader;

  static {
    readerOf = (value) => (isObject(value) && #reader in value ? value.#reader : null);
  }

  constructor(stream, reader = undefined) {
    if (stream === internalToken) {
      this.#reader = reader;
      return;
    }
    requireArguments(arguments.length, 1, "new ReadableStreamBYOBReader()");
    this.#reader = toReadable(stream).acquireByobReader();
  }

  read(view, options = undefined) {
    let min;
    try {
      this.#reader;
      requireArguments(arguments.length, 1, "read()");
      requireView(view);
      min = minimum(options);
      requireRoom(view, min);
      if (this.#reader.stream === null) {
        throw readerIsReleased();
      }
    } catch (error) {
      return PromiseReject(error);
    }
    const { promise, resolve, reject } = PromiseWithResolvers();
    this.#reader.read(view, min, {
      chunk: (value) => resolve({ value, done: false }),
      close: (value) => resolve({ value, done: true }),
      error: reject,
    });
    return promise;
  }
}
includeGenericReader(ReadableStreamBYOBReader, readerOf);
defineInterface(ReadableStreamBYOBReader, "ReadableStreamBYOBReader");

/** The object that a script gets for a reader. */
export const byobReaderObject = (reader) => new ReadableStreamBYOBReader(internalToken, reader);

/** https://streams.spec.whatwg.org/#dictdef-readablestreambyobreaderreadoptions */
function minimum(options) {
  const min = toDictionary(options, "The options of read()")?.min;
  return min === undefined ? 1 : toUnsignedLongLong(min, "The minimum to read", "enforce");
}

function requireRoom(view, min) {
  const { buffer, byteLength, elementSize } = describe(view);
  if (isDetached(buffer)) {
    throw new TypeError("The buffer of the view is detached.");
  }
  if (byteLength === 0 || lengthOf(buffer) === 0) {
    throw new TypeError("The view to read into has no room.");
  }
  if (min === 0) {
    throw new TypeError("The minimum to read must not be 0.");
  }
  if (min > byteLength / elementSize) {
    throw new RangeError("The minimum to read is more than the view has room for.");
  }
}
