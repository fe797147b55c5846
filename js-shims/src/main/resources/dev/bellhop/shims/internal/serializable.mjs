// Interfaces whose objects structured clone can carry.
// https://html.spec.whatwg.org/#serializable-objects

import {
  Map,
  MapPrototypeGet,
  MapPrototypeSet,
  ObjectGetPrototypeOf,
  WeakMap,
  WeakMapPrototypeGet,
  WeakMapPrototypeSet,
} from "./primordials.mjs";
import { load } from "./host.mjs";

/** The modules that register an interface, for realms that have not loaded them yet. */
const modules = {
  __proto__: null,
  Blob: "blob.mjs",
  CryptoKey: "crypto-key.mjs",
  DOMException: "dom-exception.mjs",
  File: "file.mjs",
  Module: "wasm-module.mjs",
  QuotaExceededError: "quota-exceeded-error.mjs",
  WebSocketError: "web-socket-error.mjs",
};

const byPrototype = new WeakMap();
const byName = new Map();

/**
 * Makes the objects of an interface serializable. `write(object)` gives an array of strings,
 * numbers and host bodies, or null where the object only looks like one; `read(parts)` makes an
 * object of it again, in whatever realm.
 */
export function registerSerializable(constructor, name, write, read) {
  WeakMapPrototypeSet(byPrototype, constructor.prototype, { name, write });
  MapPrototypeSet(byName, name, read);
}

/** The name and the parts of an object of such an interface; null for any other. */
export function partsOf(object) {
  for (let o = ObjectGetPrototypeOf(object); o !== null; o = ObjectGetPrototypeOf(o)) {
    const known = WeakMapPrototypeGet(byPrototype, o);
    if (known !== undefined) {
      const parts = known.write(object);
      return parts === null ? null : { name: known.name, parts };
    }
  }
  return null;
}

/** An object of the interface of this name. */
export function objectFrom(name, parts) {
  if (MapPrototypeGet(byName, name) === undefined) {
    load(modules[name]);
  }
  return MapPrototypeGet(byName, name)(parts);
}
