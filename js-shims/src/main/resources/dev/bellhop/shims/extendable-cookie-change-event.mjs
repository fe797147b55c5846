// https://cookiestore.spec.whatwg.org/#ExtendableCookieChangeEvent

import { JSONParse, ObjectFreeze } from "./internal/primordials.mjs";
import { registerEventFactory } from "./internal/events.mjs";
import {
  defineInterface,
  requireArguments,
  toDictionary,
  toSequence,
  toUSVString,
} from "./internal/webidl.mjs";
import { ExtendableEvent } from "./extendable-event.mjs";

export class ExtendableCookieChangeEvent extends ExtendableEvent {
  #changed;
  #deleted;

  constructor(type, init = undefined) {
    requireArguments(arguments.length, 1, "The ExtendableCookieChangeEvent constructor");
    super(type, init);
    const dictionary = toDictionary(init, "The event's options");
    this.#changed = toCookies(dictionary?.changed, "changed");
    this.#deleted = toCookies(dictionary?.deleted, "deleted");
  }

  get changed() {
    return this.#changed;
  }

  get deleted() {
    return this.#deleted;
  }
}
defineInterface(ExtendableCookieChangeEvent, "ExtendableCookieChangeEvent");

const toCookies = (value, what) =>
  ObjectFreeze(value === undefined ? [] : toSequence(value, toCookie, what));

/** https://cookiestore.spec.whatwg.org/#dictdef-cookielistitem */
function toCookie(value) {
  const given = toDictionary(value, "A cookie");
  const cookie = {};
  const name = given?.name;
  if (name !== undefined) {
    cookie.name = toUSVString(name);
  }
  const text = given?.value;
  if (text !== undefined) {
    cookie.value = toUSVString(text);
  }
  return cookie;
}

registerEventFactory(
  "cookiechange",
  (changed, deleted) =>
    new ExtendableCookieChangeEvent("cookiechange", {
      __proto__: null,
      changed: JSONParse(changed),
      deleted: JSONParse(deleted),
    }),
);
