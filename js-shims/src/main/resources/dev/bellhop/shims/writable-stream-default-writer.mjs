// https://streams.spec.whatwg.org/#default-writer-class

import { PromiseReject, PromiseWithResolvers, TypeError } from "./internal/primordials.mjs";
import { writerIsReleased } from "./internal/streams/writer.mjs";
import {
  defineInterface,
  illegalInvocation,
  internalToken,
  isObject,
  promiseAttributes,
  requireArguments,
} from "./internal/webidl.mjs";
import { toWritable } from "./writable-stream.mjs";

let isWriter;

const wrongReceiver = () => PromiseReject(illegalInvocation("WritableStreamDefaultWriter"));

export class WritableStreamDefaultWriter {
  #writer;

  static {
    isWriter = (value) => isObject(value) && #writer in value;
  }

  constructor(stream, writer = undefined) {
    if (stream === internalToken) {
      this.#writer = writer;
      return;
    }
    requireArguments(arguments.length, 1, "new WritableStreamDefaultWriter()");
    this.#writer = toWritable(stream).acquireWriter();
  }

  get closed() {
    return this.#writer.closed.promise;
  }

  get desiredSize() {
    const writer = this.#writer;
    if (writer.stream === null) {
      throw writerIsReleased();
    }
    return writer.desiredSize;
  }

  get ready() {
    return this.#writer.ready.promise;
  }

  abort(reason = undefined) {
    if (!isWriter(this)) {
      return wrongReceiver();
    }
    const { stream } = this.#writer;
    return stream === null ? PromiseReject(writerIsReleased()) : stream.abort(reason);
  }

  close() {
    if (!isWriter(this)) {
      return wrongReceiver();
    }
    const { stream } = this.#writer;
    if (stream === null) {
      return PromiseReject(writerIsReleased());
    }
    if (stream.isCloseQueuedOrInFlight) {
      return PromiseReject(new TypeError("The stream is about to be closed already."));
    }
    return stream.close();
  }

  releaseLock() {
    const writer = this.#writer;
    if (writer.stream !== null) {
      writer.release();
    }
  }

  write(chunk = undefined) {
    if (!isWriter(this)) {
      return wrongReceiver();
    }
    const { promise, resolve, reject } = PromiseWithResolvers();
    this.#writer.write(chunk, { resolve, reject });
    return promise;
  }
}
defineInterface(WritableStreamDefaultWriter, "WritableStreamDefaultWriter");
promiseAttributes(WritableStreamDefaultWriter, ["closed", "ready"]);

/** The object that a script gets for a writer. */
export const writerObject = (writer) => new WritableStreamDefaultWriter(internalToken, writer);
