// https://dom.spec.whatwg.org/#interface-customevent

import { defineInterface, requireArguments } from "./internal/webidl.mjs";
import { Event, stateOf } from "./event.mjs";

export class CustomEvent extends Event {
  #detail;

  constructor(type, init = undefined) {
    requireArguments(arguments.length, 1, "The event's constructor");
    super(type, init);
    const detail = init?.detail;
    this.#detail = detail === undefined ? null : detail;
  }

  get detail() {
    return this.#detail;
  }

  initCustomEvent(type, bubbles = false, cancelable = false, detail = null) {
    requireArguments(arguments.length, 1, "initCustomEvent()");
    if (!stateOf(this).dispatching) {
      this.initEvent(type, bubbles, cancelable);
      this.#detail = detail;
    }
  }
}
defineInterface(CustomEvent, "CustomEvent");
