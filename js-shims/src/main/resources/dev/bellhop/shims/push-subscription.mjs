// https://w3c.github.io/push-api/#pushsubscription-interface

import { JSONParse } from "./internal/primordials.mjs";
import { fromHost } from "./internal/bytes.mjs";
import { ops, promised } from "./internal/host.mjs";
import {
  defineInterface,
  internalToken,
  isObject,
  requireArguments,
  requireToken,
  toEnum,
} from "./internal/webidl.mjs";
import { optionsOf } from "./push-subscription-options.mjs";

const KEYS = ["p256dh", "auth"];

export let isPushSubscription;

/**
 * A subscription without a push service: its endpoint's host does not exist, and messages come from
 * the host of this runtime alone.
 */
export class PushSubscription {
  #registration;
  #description;
  #options;

  static {
    isPushSubscription = (value) => isObject(value) && #description in value;
  }

  constructor(token = undefined, registration = undefined, description = undefined) {
    requireToken(token, "PushSubscription");
    this.#registration = registration;
    this.#description = description;
  }

  get endpoint() {
    return this.#description.endpoint;
  }

  get expirationTime() {
    this.#description;
    return null;
  }

  get options() {
    this.#options ??= optionsOf(this.#description);
    return this.#options;
  }

  getKey(name) {
    const description = this.#description;
    requireArguments(arguments.length, 1, "getKey()");
    const key = toEnum(name, KEYS, "The key's name");
    return fromHost(ops.push.fromBase64Url(description[key]));
  }

  async unsubscribe() {
    const { endpoint } = this.#description;
    const registration = this.#registration;
    return promised((done) => ops.push.unsubscribe(registration, endpoint, done));
  }

  toJSON() {
    const { endpoint, p256dh, auth } = this.#description;
    return { endpoint, expirationTime: null, keys: { auth, p256dh } };
  }
}
defineInterface(PushSubscription, "PushSubscription");

/** A new object for a subscription as the host describes it. */
export const subscriptionFrom = (registration, json) =>
  new PushSubscription(internalToken, registration, JSONParse(json));
