// https://streams.spec.whatwg.org/#ts-default-controller-class

import { PromiseReject } from "./internal/primordials.mjs";
import { RESOLVED } from "./internal/streams/promises.mjs";
import { TransformController } from "./internal/streams/transform.mjs";
import { defineInterface, internalToken, requireToken } from "./internal/webidl.mjs";

export class TransformStreamDefaultController {
  #controller;

  constructor(token = undefined, controller = undefined) {
    requireToken(token, "TransformStreamDefaultController");
    this.#controller = controller;
  }

  get desiredSize() {
    return this.#controller.stream.readable.controller.desiredSize;
  }

  enqueue(chunk = undefined) {
    this.#controller.enqueue(chunk);
  }

  error(reason = undefined) {
    this.#controller.stream.error(reason);
  }

  terminate() {
    this.#controller.terminate();
  }
}
defineInterface(TransformStreamDefaultController, "TransformStreamDefaultController");

/**
 * Gives what the transformer's start() has given.
 * https://streams.spec.whatwg.org/#set-up-transform-stream-default-controller-from-transformer
 */
export function setUpController(stream, { start, transform, flush, cancel }) {
  const controller = new TransformController(
    stream,
    (chunk) =>
      transform === undefined ? passOn(controller, chunk) : transform(chunk, object),
    () => flush(object),
    (reason) => cancel(reason),
  );
  const object = new TransformStreamDefaultController(internalToken, controller);
  return start(object);
}

function passOn(controller, chunk) {
  try {
    controller.enqueue(chunk);
    return RESOLVED;
  } catch (error) {
    return PromiseReject(error);
  }
}
