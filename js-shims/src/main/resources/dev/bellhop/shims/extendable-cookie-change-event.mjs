// https://cookiestore.spec.whatwg.org/#ExtendableCookieChangeEvent

import { JSONParse } from "./internal/primordials.mjs";
import { registerEventFactory } from "./internal/events.mjs";
import { defineInterface, requireArguments, toDictionary } from "./internal/webidl.mjs";
import { toCookieList } from "./internal/cookie-list-item.mjs";
import { ExtendableEvent } from "./extendable-event.mjs";

export class ExtendableCookieChangeEvent extends ExtendableEvent {
  #changed;
  #deleted;

  constructor(type, init = undefined) {
    requireArguments(arguments.length, 1, "The ExtendableCookieChangeEvent constructor");
    super(type, init);
    const dictionary = toDictionary(init, "The event's options");
    this.#changed = toCookieList(dictionary?.changed, "changed");
    this.#deleted = toCookieList(dictionary?.deleted, "deleted");
  }

  get changed() {
    return this.#changed;
  }

  get deleted() {
    return this.#deleted;
  }
}
defineInterface(ExtendableCookieChangeEvent, "ExtendableCookieChangeEvent");

registerEventFactory(
  "cookiechange",
  (changed, deleted) =>
    new ExtendableCookieChangeEvent("cookiechange", {
      __proto__: null,
      changed: JSONParse(changed),
      deleted: JSONParse(deleted),
    }),
);
