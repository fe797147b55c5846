// https://streams.spec.whatwg.org/#blqs-class

import { requiredHighWaterMark } from "./internal/streams/strategies.mjs";
import { defineInterface, requireArguments } from "./internal/webidl.mjs";

export class ByteLengthQueuingStrategy {
  #highWaterMark;

  constructor(init) {
    requireArguments(arguments.length, 1, "new ByteLengthQueuingStrategy()");
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
defineInterface(ByteLengthQueuingStrategy, "ByteLengthQueuingStrategy");

/** https://streams.spec.whatwg.org/#byte-length-queuing-strategy-size-function */
const { size } = {
  size(chunk) {
    return chunk.byteLength;
  },
};
