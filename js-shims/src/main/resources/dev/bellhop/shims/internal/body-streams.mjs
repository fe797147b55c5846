// What bodies need of streams.

import {
  ReflectGetOwnPropertyDescriptor,
  uncurryThis,
} from "./primordials.mjs";
import { markHandled } from "./host.mjs";
import {
  ReadableByteStreamController,
  ReadableStream,
  ReadableStreamBYOBRequest,
  ReadableStreamDefaultReader,
} from "../streams.mjs";

const getter = (prototype, name) =>
  uncurryThis(ReflectGetOwnPropertyDescriptor(prototype, name).get);

const lockedOf = getter(ReadableStream.prototype, "locked");
const byobRequestOf = getter(ReadableByteStreamController.prototype, "byobRequest");
const getReaderOf = uncurryThis(ReadableStream.prototype.getReader);
const readFrom = uncurryThis(ReadableStreamDefaultReader.prototype.read);
const cancelReader = uncurryThis(ReadableStreamDefaultReader.prototype.cancel);
const enqueue = uncurryThis(ReadableByteStreamController.prototype.enqueue);
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

// The ponyfill keeps the specification's internal slot under this name.
export const isDisturbed = (stream) => stream._disturbed;

export const getReader = (stream) => getReaderOf(stream);
export const read = (reader) => readFrom(reader);
export const cancel = (reader, reason) => markHandled(cancelReader(reader, reason));

/** Makes a stream as one is that has been read to its end by somebody else. */
export const closeAndLock = (stream) => cancel(getReaderOf(stream), undefined);

/**
 * A byte stream over `source.read()` and `source.cancel()`, and its control with error(reason). A
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
      async pull() {
        const bytes = await source.read();
        if (bytes !== null) {
          enqueue(controller, bytes);
          return;
        }
        close(controller);
        const request = byobRequestOf(controller);
        if (request) {
          respond(request, 0);
        }
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

function fail(controller, reason) {
  try {
    errorController(controller, reason);
  } catch {
    // It has been closed, or has failed, before.
  }
}
