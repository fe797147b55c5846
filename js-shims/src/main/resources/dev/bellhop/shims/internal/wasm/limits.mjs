// Sizes of memories and tables. https://webassembly.github.io/spec/js-api/#limits

import { RangeError, TypeError } from "../primordials.mjs";
import { toUnsignedLong } from "../webidl.mjs";

/** [EnforceRange] unsigned long */
export const toSize = (value, what) => toUnsignedLong(value, what, "enforce");

/** The members `initial` and `maximum` of a dictionary; a maximum of null is none. */
export function toLimits(dictionary) {
  const { initial: first } = dictionary ?? {};
  if (first === undefined) {
    throw new TypeError("The descriptor needs a member initial.");
  }
  const initial = toSize(first, "initial");
  const { maximum: last } = dictionary;
  return { __proto__: null, initial, maximum: last === undefined ? null : toSize(last, "maximum") };
}

/** Throws where limits contradict each other, or are above what anything of its kind may have. */
export function checkLimits({ initial, maximum }, most, units) {
  if (maximum !== null && maximum < initial) {
    throw new RangeError(`The maximum of ${maximum} ${units} is less than the initial ${initial}.`);
  }
  if (initial > most) {
    throw new RangeError(`There can be at most ${most} ${units}.`);
  }
}

/** A size as the engine takes it: an integer of 32 bits, where -1 is none. */
export const engineSize = (size) => (size === null ? -1 : size | 0);
