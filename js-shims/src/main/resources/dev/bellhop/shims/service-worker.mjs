// https://w3c.github.io/ServiceWorker/#serviceworker-interface

import { EventTarget, defineEventHandlers } from "./event-target.mjs";
import { ops } from "./internal/host.mjs";
import { messageCells } from "./internal/post-message.mjs";
import { defineInterface, isObject, requireArguments, requireToken } from "./internal/webidl.mjs";

/** Changes the state that a script sees. */
export let setState;
export let isServiceWorker;

export class ServiceWorker extends EventTarget {
  #number;
  #scriptUrl;
  #state;

  static {
    setState = (worker, state) => {
      worker.#state = state;
    };
    isServiceWorker = (value) => isObject(value) && #number in value;
  }

  constructor(token = undefined, number, scriptUrl, state) {
    requireToken(token, "ServiceWorker");
    super();
    this.#number = number;
    this.#scriptUrl = scriptUrl;
    this.#state = state;
  }

  get scriptURL() {
    return this.#scriptUrl;
  }

  get state() {
    return this.#state;
  }

  postMessage(message, options = undefined) {
    requireArguments(arguments.length, 1, "postMessage()");
    const number = this.#number;
    ops.clients.postToWorker(number, messageCells(message, options));
  }
}
defineInterface(ServiceWorker, "ServiceWorker");
defineEventHandlers(ServiceWorker.prototype, ["statechange", "error"]);
