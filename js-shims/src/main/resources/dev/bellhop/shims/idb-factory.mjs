// https://w3c.github.io/IndexedDB/#factory-interface

import { errorNamed } from "./internal/host.mjs";
import { mistake } from "./internal/mistakes.mjs";
import { defineInterface, internalToken, requireArguments, requireToken } from "./internal/webidl.mjs";

/**
 * There is no IndexedDB yet. Its factory is there to say so: with nothing in its place, a script
 * would fail with a ReferenceError that tells less.
 */
export class IDBFactory {
  #brand = true;

  constructor(token = undefined) {
    requireToken(token, "IDBFactory");
  }

  open(name) {
    this.#brand;
    requireArguments(arguments.length, 1, "open()");
    throw unsupported();
  }

  deleteDatabase(name) {
    this.#brand;
    requireArguments(arguments.length, 1, "deleteDatabase()");
    throw unsupported();
  }

  async databases() {
    this.#brand;
    throw unsupported();
  }

  cmp(first, second) {
    this.#brand;
    requireArguments(arguments.length, 2, "cmp()");
    throw unsupported();
  }
}
defineInterface(IDBFactory, "IDBFactory");

function unsupported() {
  mistake("no-indexeddb");
  return errorNamed(
    "NotSupportedError",
    "There is no IndexedDB in Bellhop yet; caches keep what workers store.",
  );
}

export const indexedDB = new IDBFactory(internalToken);
