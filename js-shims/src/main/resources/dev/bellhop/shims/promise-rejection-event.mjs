// https://html.spec.whatwg.org/#promiserejectionevent

import { TypeError } from "./internal/primordials.mjs";
import { defineInterface, isObject, requireArguments } from "./internal/webidl.mjs";
import { registerEventFactory } from "./internal/events.mjs";
import { Event } from "./event.mjs";

export class PromiseRejectionEvent extends Event {
  #promise;
  #reason;

  constructor(type, init) {
    requireArguments(arguments.length, 2, "The PromiseRejectionEvent constructor");
    super(type, init);
    if (!isObject(init?.promise)) {
      throw new TypeError("A PromiseRejectionEvent needs a promise.");
    }
    this.#promise = init.promise;
    this.#reason = init.reason;
  }

  get promise() {
    return this.#promise;
  }

  get reason() {
    return this.#reason;
  }
}
defineInterface(PromiseRejectionEvent, "PromiseRejectionEvent");

registerEventFactory(
  "unhandledrejection",
  (promise, reason) =>
    new PromiseRejectionEvent("unhandledrejection", { promise, reason, cancelable: true }),
);
registerEventFactory(
  "rejectionhandled",
  (promise, reason) => new PromiseRejectionEvent("rejectionhandled", { promise, reason }),
);
