// https://xhr.spec.whatwg.org/#interface-progressevent

import { defineInterface, requireArguments, toDictionary, toDouble } from "./internal/webidl.mjs";
import { Event } from "./event.mjs";

export class ProgressEvent extends Event {
  #lengthComputable;
  #loaded;
  #total;

  constructor(type, init = undefined) {
    requireArguments(arguments.length, 1, "The event's constructor");
    super(type, init);
    const dictionary = toDictionary(init, "The event's options");
    this.#lengthComputable = !!dictionary?.lengthComputable;
    this.#loaded = toAmount(dictionary?.loaded, "loaded");
    this.#total = toAmount(dictionary?.total, "total");
  }

  get lengthComputable() {
    return this.#lengthComputable;
  }

  get loaded() {
    return this.#loaded;
  }

  get total() {
    return this.#total;
  }
}
defineInterface(ProgressEvent, "ProgressEvent");

const toAmount = (value, what) => (value === undefined ? 0 : toDouble(value, what));
