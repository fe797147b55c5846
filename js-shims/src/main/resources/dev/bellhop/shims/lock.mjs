// https://w3c.github.io/web-locks/#api-lock

import { defineInterface, internalToken, requireToken } from "./internal/webidl.mjs";

export class Lock {
  #name;
  #mode;

  constructor(token = undefined, name = undefined, mode = undefined) {
    requireToken(token, "Lock");
    this.#name = name;
    this.#mode = mode;
  }

  get name() {
    return this.#name;
  }

  get mode() {
    return this.#mode;
  }
}
defineInterface(Lock, "Lock");

export const createLock = (name, mode) => new Lock(internalToken, name, mode);
