// https://w3c.github.io/ServiceWorker/#client-interface

import { ops } from "./internal/host.mjs";
import { messageCells } from "./internal/post-message.mjs";
import { defineInterface, isObject, requireArguments, requireToken } from "./internal/webidl.mjs";

export let isClient;
/** The id of a client, whatever a script has made of the attribute. */
export let idOf;

/** A page: it has no frames, so each is a top-level window. */
export class Client {
  #id;
  #url;

  static {
    isClient = (value) => isObject(value) && #id in value;
    idOf = (client) => client.#id;
  }

  constructor(token = undefined, id, url) {
    requireToken(token, "Client");
    this.#id = id;
    this.#url = url;
  }

  get url() {
    return this.#url;
  }

  get frameType() {
    this.#id;
    return "top-level";
  }

  get id() {
    return this.#id;
  }

  get type() {
    this.#id;
    return "window";
  }

  postMessage(message, options = undefined) {
    requireArguments(arguments.length, 1, "postMessage()");
    const id = this.#id;
    ops.clients.postToClient(id, messageCells(message, options));
  }
}
defineInterface(Client, "Client");
