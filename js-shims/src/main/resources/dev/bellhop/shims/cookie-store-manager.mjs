// https://cookiestore.spec.whatwg.org/#CookieStoreManager

import {
  JSONParse,
  JSONStringify,
  StringPrototypeStartsWith,
  TypeError,
} from "./internal/primordials.mjs";
import { arrayOf, ops, promised } from "./internal/host.mjs";
import {
  defineInterface,
  internalToken,
  requireArguments,
  requireToken,
  toDictionary,
  toSequence,
  toUSVString,
} from "./internal/webidl.mjs";

const KIND = "COOKIE_SUBSCRIPTION";

/** Keeps subscriptions, by which the host dispatches the changes of cookies to the worker. */
export class CookieStoreManager {
  #registration;
  #scope;

  constructor(token = undefined, registration = undefined, scope = "") {
    requireToken(token, "CookieStoreManager");
    this.#registration = registration;
    this.#scope = scope;
  }

  async subscribe(subscriptions) {
    const registration = this.#registration;
    requireArguments(arguments.length, 1, "cookies.subscribe()");
    const keys = toSequence(subscriptions, (one) => this.#toKey(one), "The subscriptions");
    for (let i = 0; i < keys.length; i++) {
      await promised((done) => ops.items.put(registration, KIND, keys[i], keys[i], done));
    }
  }

  async getSubscriptions() {
    const registration = this.#registration;
    const found = await promised((done) => ops.items.list(registration, KIND, done));
    return arrayOf(found, JSONParse);
  }

  async unsubscribe(subscriptions) {
    const registration = this.#registration;
    requireArguments(arguments.length, 1, "cookies.unsubscribe()");
    const keys = toSequence(subscriptions, (one) => this.#toKey(one), "The subscriptions");
    for (let i = 0; i < keys.length; i++) {
      await promised((done) => ops.items.remove(registration, KIND, keys[i], done));
    }
  }

  /** A subscription as JSON, with its members in one order: equal ones are equal texts. */
  #toKey(value) {
    const given = toDictionary(value, "A subscription");
    const name = given?.name;
    const subscription = {};
    if (name !== undefined) {
      subscription.name = ops.cookies.normalize(toUSVString(name));
    }
    const url = given?.url;
    const resolved = url === undefined ? this.#scope : ops.notifications.resolve(toUSVString(url));
    if (resolved === null || !StringPrototypeStartsWith(resolved, this.#scope)) {
      throw new TypeError(`A subscription's URL must be in the scope ${this.#scope}.`);
    }
    subscription.url = resolved;
    return JSONStringify(subscription);
  }
}
defineInterface(CookieStoreManager, "CookieStoreManager");

/** The manager of a registration, by the host's id for it. */
export const managerFor = (registration, scope) =>
  new CookieStoreManager(internalToken, registration, scope);
