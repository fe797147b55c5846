// https://streams.spec.whatwg.org/#qs-abstract-ops

import { RangeError, ReflectApply, TypeError } from "../primordials.mjs";
import { toCallback, toDictionary } from "../webidl.mjs";
import { sizeOfOne } from "./promises.mjs";

/** The QueuingStrategy that a script gave. */
export function toQueuingStrategy(value) {
  const dictionary = toDictionary(value, "A queuing strategy");
  const highWaterMark = dictionary?.highWaterMark;
  const size = dictionary?.size;
  return {
    highWaterMark: highWaterMark === undefined ? undefined : +highWaterMark,
    size: size === undefined ? undefined : toCallback(size, "The size of a queuing strategy"),
  };
}

/** https://streams.spec.whatwg.org/#validate-and-normalize-high-water-mark */
export function extractHighWaterMark({ highWaterMark }, otherwise) {
  if (highWaterMark === undefined) {
    return otherwise;
  }
  if (!(highWaterMark >= 0)) {
    throw new RangeError("A high water mark must be a number that is not negative.");
  }
  return highWaterMark;
}

/** https://streams.spec.whatwg.org/#make-size-algorithm-from-size-function */
export function extractSizeAlgorithm({ size }) {
  return size === undefined ? sizeOfOne : (chunk) => +ReflectApply(size, undefined, [chunk]);
}

/** https://streams.spec.whatwg.org/#dictdef-queuingstrategyinit */
export function requiredHighWaterMark(init) {
  const highWaterMark = toDictionary(init, "The argument of a queuing strategy")?.highWaterMark;
  if (highWaterMark === undefined) {
    throw new TypeError("A queuing strategy needs a highWaterMark.");
  }
  return +highWaterMark;
}
