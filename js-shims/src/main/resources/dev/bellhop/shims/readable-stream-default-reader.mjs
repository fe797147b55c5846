// https://streams.spec.whatwg.org/#default-reader-class

import { PromiseReject, PromiseWithResolvers } from "./internal/primordials.mjs";
import { includeGenericReader } from "./internal/streams/generic-reader.mjs";
import { readerIsReleased } from "./internal/streams/readers.mjs";
import {
  defineInterface,
  illegalInvocation,
  internalToken,
  isObject,
  requireArguments,
} from "./internal/webidl.mjs";
import { toReadable } from "./readable-stream.mjs";

/** The state of a script's reader; null for any other value. */
let readerOf;

export class ReadableStreamDefaultReader {
  #reader;

  static {
    readerOf = (value) => (isObject(value) && #reader in value ? value.#reader : null);
  }

  constructor(stream, reader = undefined) {
    if (stream === internalToken) {
      this.#reader = reader;
      return;
    }
    requireArguments(arguments.length, 1, "new ReadableStreamDefaultReader()");
    this.#reader = toReadable(stream).acquireDefaultReader();
  }

  read() {
    const reader = readerOf(this);
    if (reader === null) {
      return PromiseReject(illegalInvocation("ReadableStreamDefaultReader"));
    }
    if (reader.stream === null) {
      return PromiseReject(readerIsReleased());
    }
    const { promise, resolve, reject } = PromiseWithResolvers();
    reader.read({
      chunk: (value) => resolve({ value, done: false }),
      close: () => resolve({ value: undefined, done: true }),
      error: reject,
    });
    return promise;
  }
}
includeGenericReader(ReadableStreamDefaultReader, readerOf);
defineInterface(ReadableStreamDefaultReader, "ReadableStreamDefaultReader");

/** The object that a script gets for a reader. */
export const defaultReaderObject = (reader) =>
  new ReadableStreamDefaultReader(internalToken, reader);
