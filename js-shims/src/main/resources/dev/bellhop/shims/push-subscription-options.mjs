// https://w3c.github.io/push-api/#pushsubscriptionoptions-interface

import { fromHost } from "./internal/bytes.mjs";
import { ops } from "./internal/host.mjs";
import { defineInterface, internalToken, requireToken } from "./internal/webidl.mjs";

export class PushSubscriptionOptions {
  #userVisibleOnly;
  #applicationServerKey;

  constructor(token = undefined, userVisibleOnly = undefined, applicationServerKey = undefined) {
    requireToken(token, "PushSubscriptionOptions");
    this.#userVisibleOnly = userVisibleOnly;
    this.#applicationServerKey =
      applicationServerKey === null ? null : fromHost(ops.push.fromBase64Url(applicationServerKey));
  }

  get userVisibleOnly() {
    return this.#userVisibleOnly;
  }

  get applicationServerKey() {
    return this.#applicationServerKey;
  }
}
defineInterface(PushSubscriptionOptions, "PushSubscriptionOptions");

export const optionsOf = (description) =>
  new PushSubscriptionOptions(
    internalToken,
    description.userVisibleOnly,
    description.applicationServerKey,
  );
