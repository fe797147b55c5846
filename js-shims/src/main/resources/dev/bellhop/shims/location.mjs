// https://html.spec.whatwg.org/#worker-locations

import { ops } from "./internal/host.mjs";
import { defineInterface, internalToken, requireToken } from "./internal/webidl.mjs";

/** The class of `location` in workers; pages, which cannot navigate, use it too. */
export class WorkerLocation {
  #parts = ops.realm.location();

  constructor(token = undefined) {
    requireToken(token, "WorkerLocation");
  }

  get href() {
    return this.#parts.href;
  }

  get origin() {
    return this.#parts.origin;
  }

  get protocol() {
    return this.#parts.protocol;
  }

  get host() {
    return this.#parts.host;
  }

  get hostname() {
    return this.#parts.hostname;
  }

  get port() {
    return this.#parts.port;
  }

  get pathname() {
    return this.#parts.pathname;
  }

  get search() {
    return this.#parts.search;
  }

  get hash() {
    return this.#parts.hash;
  }

  toString() {
    return this.#parts.href;
  }
}
defineInterface(WorkerLocation, "WorkerLocation");

export const location = new WorkerLocation(internalToken);
