// https://w3c.github.io/ServiceWorker/#serviceworker-interface

import { EventTarget, defineEventHandlers } from "./event-target.mjs";
import { defineInterface, requireToken } from "./internal/webidl.mjs";

/** Changes the state that a script sees. */
export let setState;

export class ServiceWorker extends EventTarget {
  #scriptUrl;
  #state;

  static {
    setState = (worker, state) => {
      worker.#state = state;
    };
  }

  constructor(token, scriptUrl, state) {
    requireToken(token, "ServiceWorker");
    super();
    this.#scriptUrl = scriptUrl;
    this.#state = state;
  }

  get scriptURL() {
    return this.#scriptUrl;
  }

  get state() {
    return this.#state;
  }
}
defineInterface(ServiceWorker, "ServiceWorker");
defineEventHandlers(ServiceWorker.prototype, ["statechange", "error"]);
