// What bodies need of streams.

import {
  ArrayPrototypeFind,
  PromiseWithResolvers,
  ReflectGetOwnPropertyDescriptor,
  ReflectOwnKeys,
  SymbolPrototypeToString,
  uncurryThis,
} from "./primordials.mjs";
import { markHandled } from "./host.mjs";
import {
  ReadableByteStreamController,
  ReadableStream,
  ReadableStreamBYOBRequest,
  ReadableStreamDefaultReader,
} from "../streams.mjs";

export const getter = (prototype, name) =>
  uncurryThis(ReflectGetOwnPropertyDescriptor(prototype, name).get);

const lockedOf = getter(ReadableStream.prototype, "locked");
const byobRequestOf = getter(ReadableByteStreamController.prototype, "byobRequest");
const getReaderOf = uncurryThis(ReadableStream.prototype.getReader);
const cancelReader = uncurryThis(ReadableStreamDefaultReader.prototype.cancel);
export const enqueue = uncurryThis(ReadableByteStreamController.prototype.enqueue);
const close = uncurryThis(ReadableByteStreamController.prototype.close);
const errorController = uncurryThis(ReadableByteStreamController.prototype.error);
const respond = uncurryThis(ReadableStreamBYOBRequest.prototype.respond);

export function isReadableStream(value) {
  try {
    lockedOf(value);
    return true;
  } catch {
    return false;
  }
}

export const isLocked = (stream) => lockedOf(stream);

// The ponyfill keeps the specification's internal slots and methods under these names.
export const isDisturbed = (stream) => stream._disturbed;
const PULL_STEPS = ArrayPrototypeFind(
  ReflectOwnKeys(ReadableByteStreamController.prototype),
  (key) => typeof key === "symbol" && SymbolPrototypeToString(key) === "Symbol([[PullSteps]])",
);

export const getReader = (stream) => getReaderOf(stream);

/**
 * Reads the next chunk of a stream that has a default reader, without a promise: a script's
 * Object.prototype.then sees nothing of it.
 * https://streams.spec.whatwg.org/#readable-stream-default-reader-read
 */
export function readChunk(stream, { chunk, close, error }) {
  stream._disturbed = true;
  if (stream._state === "closed") {
    close();
  } else if (stream._state === "errored") {
    error(stream._storedError);
  } else {
    stream._readableStreamController[PULL_STEPS]({
      _chunkSteps: chunk,
      _closeSteps: close,
      _errorSteps: error,
    });
  }
}

export const cancel = (reader, reason) => markHandled(cancelReader(reader, reason));

/** Makes a stream as one is that has been read to its end by somebody else. */
export const closeAndLock = (stream) => cancel(getReaderOf(stream), undefined);

/**
 * A byte stream over `source.read(succeed, fail)` and `source.cancel()`, and its control with error(reason). A
 * null source gives a stream that has been read.
 */
export function create(source) {
  let controller;
  const stream = new ReadableStream(
    {
      __proto__: null,
      type: "bytes",
      start(given) {
        controller = given;
      },
      pull() {
        const { promise, resolve, reject } = PromiseWithResolvers();
        source.read((bytes) => {
          deliver(controller, bytes);
          resolve();
        }, reject);
        return promise;
      },
      cancel() {
        source?.cancel();
      },
    },
    { __proto__: null, highWaterMark: 0 },
  );
  if (source === null) {
    closeAndLock(stream);
  }
  return { stream, control: { error: (reason) => fail(controller, reason) } };
}

/** Enqueues bytes, or closes a byte stream where they are null. */
export function deliver(controller, bytes) {
  try {
    if (bytes !== null) {
      enqueue(controller, bytes);
      return;
    }
    close(controller);
    const request = byobRequestOf(controller);
    if (request) {
      respond(request, 0);
    }
  } catch {
    // It has been cancelled, or has failed, while the bytes were on their way.
  }
}

/** Lets a byte stream fail. */
export function fail(controller, reason) {
  try {
    errorController(controller, reason);
  } catch {
    // It has been closed, or has failed, before.
  }
}
