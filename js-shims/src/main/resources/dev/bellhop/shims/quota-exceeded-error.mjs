// https://webidl.spec.whatwg.org/#quotaexceedederror

import { DOMException, partsOfException, withStack } from "./dom-exception.mjs";
import { RangeError } from "./internal/primordials.mjs";
import { registerSerializable } from "./internal/serializable.mjs";
import { defineInterface, toDictionary, toDouble } from "./internal/webidl.mjs";

export class QuotaExceededError extends DOMException {
  #quota = null;
  #requested = null;

  constructor(message = "", options = undefined) {
    super(message, "QuotaExceededError");
    const given = toDictionary(options, "The options");
    this.#quota = toAmount(given?.quota, "The quota");
    this.#requested = toAmount(given?.requested, "What was requested");
    if (this.#quota !== null && this.#requested !== null && this.#requested < this.#quota) {
      throw new RangeError("What was requested is less than the quota.");
    }
  }

  get quota() {
    return this.#quota;
  }

  get requested() {
    return this.#requested;
  }

  static {
    registerSerializable(
      QuotaExceededError,
      "QuotaExceededError",
      (error) => {
        if (!(#quota in error)) {
          return null;
        }
        const { message, stack } = partsOfException(error);
        return [message, stack, error.#quota ?? UNKNOWN, error.#requested ?? UNKNOWN];
      },
      (parts) => {
        const copy = new QuotaExceededError(parts[0]);
        copy.#quota = parts[2] === UNKNOWN ? null : parts[2];
        copy.#requested = parts[3] === UNKNOWN ? null : parts[3];
        return withStack(copy, parts[1]);
      },
    );
  }
}
defineInterface(QuotaExceededError, "QuotaExceededError");

/** Amounts are never negative. */
const UNKNOWN = -1;

function toAmount(value, what) {
  if (value === undefined) {
    return null;
  }
  const amount = toDouble(value, what);
  if (amount < 0) {
    throw new RangeError(`${what} cannot be negative.`);
  }
  return amount;
}
