// https://streams.spec.whatwg.org/#cqs-class

import { requiredHighWaterMark } from "./internal/streams/strategies.mjs";
import { defineInterface, requireArguments } from "./internal/webidl.mjs";

export class CountQueuingStrategy {
  #highWaterMark;

  constructor(init) {
    requireArguments(arguments.length, 1, "new CountQueuingStrategy()");
    this.#highWaterMark = requiredHighWaterMark(init);
  }

  get highWaterMark() {
    return this.#highWaterMark;
  }

  get size() {
    this.#highWaterMark;
    return size;
  }
}
defineInterface(CountQueuingStrategy, "CountQueuingStrategy");

/** https://streams.spec.whatwg.org/#count-queuing-strategy-size-function */
const { size } = {
  size() {
    return 1;
  },
};
