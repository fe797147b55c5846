// https://w3c.github.io/ServiceWorker/#windowclient-interface

import { ObjectFreeze } from "./internal/primordials.mjs";
import { defineInterface } from "./internal/webidl.mjs";
import { Client } from "./client.mjs";

/** A page, which runs without a window: it is always visible and never has the focus. */
export class WindowClient extends Client {
  #ancestorOrigins = ObjectFreeze([]);

  get visibilityState() {
    this.#ancestorOrigins;
    return "visible";
  }

  get focused() {
    this.#ancestorOrigins;
    return false;
  }

  get ancestorOrigins() {
    return this.#ancestorOrigins;
  }
}
defineInterface(WindowClient, "WindowClient");
