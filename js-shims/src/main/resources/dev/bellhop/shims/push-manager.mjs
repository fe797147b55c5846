// https://w3c.github.io/push-api/#pushmanager-interface

import { ObjectFreeze } from "./internal/primordials.mjs";
import { copyOf, isBufferSource } from "./internal/bytes.mjs";
import { ops, promised } from "./internal/host.mjs";
import {
  defineInterface,
  internalToken,
  requireToken,
  toDictionary,
  toDOMString,
} from "./internal/webidl.mjs";
import { subscriptionFrom } from "./push-subscription.mjs";

const encodings = ObjectFreeze(["aes128gcm"]);

export class PushManager {
  #registration;

  constructor(token = undefined, registration = undefined) {
    requireToken(token, "PushManager");
    this.#registration = registration;
  }

  static get supportedContentEncodings() {
    return encodings;
  }

  async subscribe(options = undefined) {
    const registration = this.#registration;
    const { userVisibleOnly, applicationServerKey } = toOptions(options);
    const json = await promised((done) =>
      ops.push.subscribe(registration, userVisibleOnly, applicationServerKey, done),
    );
    return subscriptionFrom(registration, json);
  }

  async getSubscription() {
    const registration = this.#registration;
    const json = await promised((done) => ops.push.get(registration, done));
    return json === null ? null : subscriptionFrom(registration, json);
  }

  async permissionState(options = undefined) {
    this.#registration;
    toOptions(options);
    return ops.push.permission();
  }
}
defineInterface(PushManager, "PushManager");

/** The manager of a registration, by the host's id for it. */
export const managerFor = (registration) => new PushManager(internalToken, registration);

/** https://w3c.github.io/push-api/#dom-pushsubscriptionoptionsinit; the key becomes base64url. */
function toOptions(value) {
  const given = toDictionary(value, "The options of a push subscription");
  const key = given?.applicationServerKey;
  const applicationServerKey =
    key === undefined || key === null
      ? null
      : isBufferSource(key)
        ? ops.push.toBase64Url(copyOf(key))
        : toDOMString(key);
  return { userVisibleOnly: !!given?.userVisibleOnly, applicationServerKey };
}
