// https://cookiestore.spec.whatwg.org/#CookieChangeEvent

import { defineInterface, requireArguments, toDictionary } from "./internal/webidl.mjs";
import { toCookieList } from "./internal/cookie-list-item.mjs";
import { Event } from "./event.mjs";

export class CookieChangeEvent extends Event {
  #changed;
  #deleted;

  constructor(type, init = undefined) {
    requireArguments(arguments.length, 1, "The CookieChangeEvent constructor");
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
defineInterface(CookieChangeEvent, "CookieChangeEvent");
