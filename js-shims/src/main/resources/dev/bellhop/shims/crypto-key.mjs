// https://w3c.github.io/webcrypto/#cryptokey-interface

import {
  ArrayPrototypeJoin,
  ArrayPrototypeSlice,
  JSONParse,
  JSONStringify,
  ObjectSetPrototypeOf,
  StringPrototypeSplit,
} from "./internal/primordials.mjs";
import { defineInterface, internalToken, isObject, requireToken } from "./internal/webidl.mjs";
import { packed, unpacked } from "./internal/crypto/key-packing.mjs";
import { registerSerializable } from "./internal/serializable.mjs";
import { algorithmObject } from "./internal/crypto/key-algorithm.mjs";

export let isCryptoKey;
/** What the operations know of a key, whatever scripts did to what they see of it. */
export let slotsOf;

export class CryptoKey {
  #slots;
  #algorithm;
  #usages;

  static {
    isCryptoKey = (value) => isObject(value) && #slots in value;
    slotsOf = (key) => key.#slots;
  }

  constructor(token = undefined, slots = undefined) {
    requireToken(token, "CryptoKey");
    this.#slots = slots;
  }

  get type() {
    return this.#slots.type;
  }

  get extractable() {
    return this.#slots.extractable;
  }

  get algorithm() {
    this.#algorithm ??= algorithmObject(this.#slots);
    return this.#algorithm;
  }

  get usages() {
    this.#usages ??= ArrayPrototypeSlice(this.#slots.usages);
    return this.#usages;
  }
}
defineInterface(CryptoKey, "CryptoKey");

/**
 * A key. `algorithm` has its name and, where there are such, `hash`, `length`, `namedCurve` and
 * `modulusLength`; `material` is the host's.
 */
export const createKey = (type, extractable, algorithm, usages, material) =>
  new CryptoKey(internalToken, {
    __proto__: null,
    type,
    extractable,
    algorithm: ObjectSetPrototypeOf(algorithm, null),
    usages,
    material,
  });

// https://w3c.github.io/webcrypto/#cryptokey-interface-clone
registerSerializable(
  CryptoKey,
  "CryptoKey",
  (key) => {
    if (!isCryptoKey(key)) {
      return null;
    }
    const { type, extractable, algorithm, usages, material } = slotsOf(key);
    return [
      type,
      extractable,
      JSONStringify(algorithm),
      ArrayPrototypeJoin(usages, " "),
      packed(type, material),
    ];
  },
  (parts) => {
    const algorithm = ObjectSetPrototypeOf(JSONParse(parts[2]), null);
    return createKey(
      parts[0],
      parts[1],
      algorithm,
      parts[3] === "" ? [] : StringPrototypeSplit(parts[3], " "),
      unpacked(parts[0], algorithm, parts[4]),
    );
  },
);
