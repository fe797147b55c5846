// https://streams.spec.whatwg.org/#rbs-controller-class

import { TypeError } from "./internal/primordials.mjs";
import { describe, lengthOf, requireView } from "./internal/streams/buffers.mjs";
import { ByteController } from "./internal/streams/byte-controller.mjs";
import {
  defineInterface,
  internalToken,
  requireArguments,
  requireToken,
} from "./internal/webidl.mjs";
import { byobRequestObject } from "./readable-stream-byob-request.mjs";

export class ReadableByteStreamController {
  #controller;

  constructor(token = undefined, controller = undefined) {
    requireToken(token, "ReadableByteStreamController");
    this.#controller = controller;
  }

  get byobRequest() {
    const request = this.#controller.getByobRequest();
    return request === null ? null : byobRequestObject(request);
  }

  get desiredSize() {
    return this.#controller.desiredSize;
  }

  close() {
    const controller = this.#controller;
    controller.requireOpen();
    controller.close();
  }

  enqueue(chunk) {
    const controller = this.#controller;
    requireArguments(arguments.length, 1, "enqueue()");
    requireView(chunk);
    const { buffer, byteLength } = describe(chunk);
    if (byteLength === 0 || lengthOf(buffer) === 0) {
      throw new TypeError("A chunk of bytes must not be empty.");
    }
    controller.requireOpen();
    controller.enqueue(chunk);
  }

  error(reason = undefined) {
    this.#controller.error(reason);
  }
}
defineInterface(ReadableByteStreamController, "ReadableByteStreamController");

/** https://streams.spec.whatwg.org/#set-up-readable-byte-stream-controller-from-underlying-source */
export function setUpByteController(stream, source, highWaterMark) {
  const { start, pull, cancel, autoAllocateChunkSize } = source;
  if (autoAllocateChunkSize === 0) {
    throw new TypeError("autoAllocateChunkSize must not be 0.");
  }
  const controller = new ByteController(
    stream,
    () => pull(object),
    (reason) => cancel(reason),
    highWaterMark,
    autoAllocateChunkSize,
  );
  const object = new ReadableByteStreamController(internalToken, controller);
  controller.start(start(object));
}
