// https://streams.spec.whatwg.org/#ts-class

import { PromiseWithResolvers, RangeError } from "./internal/primordials.mjs";
import { setStreamKind } from "./internal/moving-streams.mjs";
import {
  extractHighWaterMark,
  extractSizeAlgorithm,
  toQueuingStrategy,
} from "./internal/streams/strategies.mjs";
import { Transform } from "./internal/streams/transform.mjs";
import { requireObjectOrNothing, toTransformer } from "./internal/streams/underlying.mjs";
import { defineInterface, internalToken, isObject } from "./internal/webidl.mjs";
import { readableObject } from "./readable-stream.mjs";
import { setUpController } from "./transform-stream-default-controller.mjs";
import { writableObject } from "./writable-stream.mjs";

/** The readable and the writable side of a TransformStream. */
export let sidesOf;

export class TransformStream {
  /** An object with a readable and a writable stream's state. */
  #sides;

  static {
    sidesOf = (object) => object.#sides;
    setStreamKind("transform", (value) => isObject(value) && #sides in value);
  }

  constructor(
    transformer = undefined,
    writableStrategy = undefined,
    readableStrategy = undefined,
  ) {
    if (transformer === internalToken) {
      this.#sides = writableStrategy;
      return;
    }
    requireObjectOrNothing(transformer, "A transformer");
    const writableQueuing = toQueuingStrategy(writableStrategy);
    const readableQueuing = toQueuingStrategy(readableStrategy);
    const algorithms = toTransformer(transformer);
    requireNoType(algorithms.readableType);
    requireNoType(algorithms.writableType);
    const readableHighWaterMark = extractHighWaterMark(readableQueuing, 0);
    const readableSize = extractSizeAlgorithm(readableQueuing);
    const writableHighWaterMark = extractHighWaterMark(writableQueuing, 1);
    const writableSize = extractSizeAlgorithm(writableQueuing);
    const started = PromiseWithResolvers();
    const stream = new Transform(
      { writableHighWaterMark, writableSize, readableHighWaterMark, readableSize },
      started.promise,
    );
    this.#sides = stream;
    started.resolve(setUpController(stream, algorithms));
  }

  get readable() {
    return readableObject(this.#sides.readable);
  }

  get writable() {
    return writableObject(this.#sides.writable);
  }
}
defineInterface(TransformStream, "TransformStream");

/** A TransformStream of two sides, as objects with their state. */
export const transformObject = (sides) => new TransformStream(internalToken, sides);

function requireNoType(type) {
  if (type !== undefined) {
    throw new RangeError("There are no types of transform streams; leave them out.");
  }
}
