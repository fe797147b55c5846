// https://streams.spec.whatwg.org/#rs-default-controller-class

import { DefaultController } from "./internal/streams/default-controller.mjs";
import { defineInterface, internalToken, requireToken } from "./internal/webidl.mjs";

export class ReadableStreamDefaultController {
  #controller;

  constructor(token = undefined, controller = undefined) {
    requireToken(token, "ReadableStreamDefaultController");
    this.#controller = controller;
  }

  get desiredSize() {
    return this.#controller.desiredSize;
  }

  close() {
    const controller = this.#controller;
    controller.requireOpen();
    controller.close();
  }

  enqueue(chunk = undefined) {
    const controller = this.#controller;
    controller.requireOpen();
    controller.enqueue(chunk);
  }

  error(reason = undefined) {
    this.#controller.error(reason);
  }
}
defineInterface(ReadableStreamDefaultController, "ReadableStreamDefaultController");

/** https://streams.spec.whatwg.org/#set-up-readable-stream-default-controller-from-underlying-source */
export function setUpDefaultController(stream, { start, pull, cancel }, highWaterMark, size) {
  const controller = new DefaultController(
    stream,
    () => pull(object),
    (reason) => cancel(reason),
    highWaterMark,
    size,
  );
  const object = new ReadableStreamDefaultController(internalToken, controller);
  controller.start(start(object));
}
