// https://streams.spec.whatwg.org/#default-reader-class

import { PromiseReject, PromiseWithResolvers } from "./internal/primordials.mjs";
import { readerIsReleased } from "./internal/streams/readers.mjs";
import {
  defineInterface,
  illegalInvocation,
  internalToken,
  isObject,
  promiseAttributes,
  requireArguments,
} from "./internal/webidl.mjs";
import { toReadable } from "./readable-stream.mjs";

let isReader;

export class ReadableStreamDefaultReader {
  #reader;

  static {
    isReader = (value) => isObject(value) && #reader in value;
  }

  constructor(stream, reader = undefined) {
    if (stream === internalToken) {
      this.#reader = reader;
      return;
    }
    requireArguments(arguments.length, 1, "new ReadableStreamDefaultReader()");
    this.#reader = toReadable(stream).acquireDefaultReader();
  }

  get closed() {
    return this.#reader.closed.promise;
  }

  cancel(reason = undefined) {
    if (!isReader(this)) {
      return PromiseReject(illegalInvocation("ReadableStreamDefaultReader"));
    }
    const { stream } = this.#reader;
    return stream === null ? PromiseReject(readerIsReleased()) : stream.cancel(reason);
  }

  read() {
    if (!isReader(this)) {
      return PromiseReject(illegalInvocation("ReadableStreamDefaultReader"));
    }
    if (this.#reader.stream === null) {
      return PromiseReject(readerIsReleased());
    }
    const { promise, resolve, reject } = PromiseWithResolvers();
    this.#reader.read({
      chunk: (value) => resolve({ value, done: false }),
      close: () => resolve({ value: undefined, done: true }),
      error: reject,
    });
    return promise;
  }

  releaseLock() {
    const reader = this.#reader;
    if (reader.stream !== null) {
      reader.release();
    }
  }
}
defineInterface(ReadableStreamDefaultReader, "ReadableStreamDefaultReader");
promiseAttributes(ReadableStreamDefaultReader, ["closed"]);

/** The object that a script gets for a reader. */
export const defaultReaderObject = (reader) =>
  new ReadableStreamDefaultReader(internalToken, reader);
