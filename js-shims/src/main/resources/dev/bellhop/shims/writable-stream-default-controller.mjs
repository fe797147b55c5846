// https://streams.spec.whatwg.org/#ws-default-controller-class

import { WritableController } from "./internal/streams/writable-controller.mjs";
import { defineInterface, internalToken, requireToken } from "./internal/webidl.mjs";

export class WritableStreamDefaultController {
  #controller;

  constructor(token = undefined, controller = undefined) {
    requireToken(token, "WritableStreamDefaultController");
    this.#controller = controller;
  }

  get signal() {
    return this.#controller.signal;
  }

  error(reason = undefined) {
    this.#controller.errorIfNeeded(reason);
  }
}
defineInterface(WritableStreamDefaultController, "WritableStreamDefaultController");

/** https://streams.spec.whatwg.org/#set-up-writable-stream-default-controller-from-underlying-sink */
export function setUpController(stream, { start, write, close, abort }, highWaterMark, size) {
  const algorithms = {
    write: (chunk) => write(chunk, object),
    close: () => close(),
    abort: (reason) => abort(reason),
  };
  const controller = new WritableController(stream, algorithms, highWaterMark, size);
  const object = new WritableStreamDefaultController(internalToken, controller);
  controller.start(start(object));
}
