// https://w3c.github.io/webcrypto/#crypto-interface

import { errorNamed, load, ops } from "./internal/host.mjs";
import { bytesOf, copyFromHost } from "./internal/bytes.mjs";
import {
  ArrayBufferIsView,
  TypedArrayPrototypeGetName,
  TypedArrayPrototypeSet,
  TypeError,
  Uint8Array,
} from "./internal/primordials.mjs";
import {
  defineInterface,
  internalToken,
  requireArguments,
  requireToken,
} from "./internal/webidl.mjs";

const QUOTA = 65536;

export class Crypto {
  #brand = true;
  #subtle;

  constructor(token = undefined) {
    requireToken(token, "Crypto");
  }

  get subtle() {
    this.#brand;
    this.#subtle ??= new (load("subtle-crypto.mjs").SubtleCrypto)(internalToken);
    return this.#subtle;
  }

  getRandomValues(array) {
    this.#brand;
    requireArguments(arguments.length, 1, "getRandomValues()");
    if (!ArrayBufferIsView(array)) {
      throw new TypeError("getRandomValues() fills a typed array.");
    }
    if (!holdsIntegers(TypedArrayPrototypeGetName(array))) {
      throw errorNamed("TypeMismatchError", "getRandomValues() fills an array of integers.");
    }
    const { buffer, offset, length } = bytesOf(array);
    if (length > QUOTA) {
      throw new (load("quota-exceeded-error.mjs").QuotaExceededError)(
        `getRandomValues() gives ${QUOTA} bytes at most, and was asked for ${length}.`,
        { quota: QUOTA, requested: length },
      );
    }
    const target = new Uint8Array(buffer, offset, length);
    TypedArrayPrototypeSet(target, copyFromHost(ops.crypto.randomBytes(length)));
    return array;
  }

  randomUUID() {
    this.#brand;
    return ops.crypto.randomUuid();
  }
}
defineInterface(Crypto, "Crypto");

function holdsIntegers(name) {
  switch (name) {
    case "Int8Array":
    case "Uint8Array":
    case "Uint8ClampedArray":
    case "Int16Array":
    case "Uint16Array":
    case "Int32Array":
    case "Uint32Array":
    case "BigInt64Array":
    case "BigUint64Array":
      return true;
    default:
      return false;
  }
}

export const crypto = new Crypto(internalToken);
