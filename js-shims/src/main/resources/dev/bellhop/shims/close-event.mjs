// https://websockets.spec.whatwg.org/#the-closeevent-interface

import {
  defineInterface,
  requireArguments,
  toDictionary,
  toUSVString,
  toUnsignedShort,
} from "./internal/webidl.mjs";
import { Event } from "./event.mjs";

export class CloseEvent extends Event {
  #wasClean;
  #code;
  #reason;

  constructor(type, init = undefined) {
    requireArguments(arguments.length, 1, "The event's constructor");
    super(type, init);
    const dictionary = toDictionary(init, "The event's options");
    const code = dictionary?.code;
    this.#code = code === undefined ? 0 : toUnsignedShort(code);
    const reason = dictionary?.reason;
    this.#reason = reason === undefined ? "" : toUSVString(reason);
    this.#wasClean = !!dictionary?.wasClean;
  }

  get wasClean() {
    return this.#wasClean;
  }

  get code() {
    return this.#code;
  }

  get reason() {
    return this.#reason;
  }
}
defineInterface(CloseEvent, "CloseEvent");
