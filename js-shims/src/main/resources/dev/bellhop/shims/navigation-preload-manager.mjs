// https://w3c.github.io/ServiceWorker/#navigation-preload-manager

import { ops, promised } from "./internal/host.mjs";
import {
  defineInterface,
  internalToken,
  requireArguments,
  requireToken,
  toByteString,
} from "./internal/webidl.mjs";

export class NavigationPreloadManager {
  #id;

  constructor(token = undefined, id) {
    requireToken(token, "NavigationPreloadManager");
    this.#id = id;
  }

  async enable() {
    const id = this.#id;
    await promised((done) => ops.navigationPreload.setEnabled(id, true, done));
  }

  async disable() {
    const id = this.#id;
    await promised((done) => ops.navigationPreload.setEnabled(id, false, done));
  }

  async setHeaderValue(value) {
    const id = this.#id;
    requireArguments(arguments.length, 1, "setHeaderValue()");
    const text = toByteString(value);
    await promised((done) => ops.navigationPreload.setHeaderValue(id, text, done));
  }

  async getState() {
    const state = ops.navigationPreload.state(this.#id);
    return { enabled: state[0], headerValue: state[1] };
  }
}
defineInterface(NavigationPreloadManager, "NavigationPreloadManager");

/** The manager of the registration with this id. */
export const navigationPreloadFor = (id) => new NavigationPreloadManager(internalToken, id);
