// https://w3c.github.io/webcrypto/#subtlecrypto-interface

import { ArrayPrototypeIncludes, ObjectCreate, ObjectPrototype, TypeError } from "./internal/primordials.mjs";
import { errorNamed } from "./internal/host.mjs";
import { copyOf, isBufferSource } from "./internal/bytes.mjs";
import {
  defineInterface,
  requireArguments,
  requireToken,
  toEnum,
  toSequence,
  toUnsignedLong,
} from "./internal/webidl.mjs";
import { isCryptoKey, slotsOf } from "./crypto-key.mjs";
import { intersection } from "./internal/crypto/jobs.mjs";
import {
  jsonBytes,
  jsonWebKeyObject,
  parseJsonWebKey,
  toJsonWebKey,
} from "./internal/crypto/jwk.mjs";
import { normalize, operationOf, toAlgorithmIdentifier } from "./internal/crypto/normalize.mjs";
import { show } from "./internal/crypto/shown.mjs";

const FORMATS = ["raw", "spki", "pkcs8", "jwk"];
/** In the order in which `key.usages` has them. */
const USAGES = [
  "encrypt",
  "decrypt",
  "sign",
  "verify",
  "deriveKey",
  "deriveBits",
  "wrapKey",
  "unwrapKey",
];

export class SubtleCrypto {
  #brand = true;

  constructor(token = undefined) {
    requireToken(token, "SubtleCrypto");
  }

  async encrypt(algorithm, key, data) {
    this.#brand;
    requireArguments(arguments.length, 3, "encrypt()");
    return cipher("encrypt", algorithm, key, data);
  }

  async decrypt(algorithm, key, data) {
    this.#brand;
    requireArguments(arguments.length, 3, "decrypt()");
    return cipher("decrypt", algorithm, key, data);
  }

  async sign(algorithm, key, data) {
    this.#brand;
    requireArguments(arguments.length, 3, "sign()");
    return cipher("sign", algorithm, key, data);
  }

  async verify(algorithm, key, signature, data) {
    this.#brand;
    requireArguments(arguments.length, 4, "verify()");
    const identifier = toAlgorithmIdentifier(algorithm);
    const slots = toKeySlots(key, "The key");
    const signed = toSource(signature, "The signature");
    const source = toSource(data, "The data");
    const params = normalize(identifier, "verify");
    const signedBytes = copyOf(signed);
    const bytes = copyOf(source);
    requireKey(slots, params.name, "verify");
    return params.operation.run(params, slots, signedBytes, bytes);
  }

  async digest(algorithm, data) {
    this.#brand;
    requireArguments(arguments.length, 2, "digest()");
    const identifier = toAlgorithmIdentifier(algorithm);
    const source = toSource(data, "The data");
    const params = normalize(identifier, "digest");
    return params.operation.run(params, copyOf(source));
  }

  async generateKey(algorithm, extractable, keyUsages) {
    this.#brand;
    requireArguments(arguments.length, 3, "generateKey()");
    const identifier = toAlgorithmIdentifier(algorithm);
    const usages = toUsages(keyUsages);
    const params = normalize(identifier, "generateKey");
    const made = await params.operation.run(params, !!extractable, usages);
    requireSomeUsage(slotsOf(made.key ?? made.privateKey));
    if (made.key !== undefined) {
      return made.key;
    }
    const pair = ObjectCreate(ObjectPrototype);
    show(pair, "privateKey", made.privateKey);
    show(pair, "publicKey", made.publicKey);
    return pair;
  }

  async deriveKey(algorithm, baseKey, derivedKeyType, extractable, keyUsages) {
    this.#brand;
    requireArguments(arguments.length, 5, "deriveKey()");
    const identifier = toAlgorithmIdentifier(algorithm);
    const slots = toKeySlots(baseKey, "The base key");
    const derived = toAlgorithmIdentifier(derivedKeyType);
    const usages = toUsages(keyUsages);
    const params = normalize(identifier, "deriveBits");
    const importing = normalize(derived, "importKey");
    const sizing = normalize(derived, "getKeyLength");
    requireKey(slots, params.name, "deriveKey");
    const length = sizing.operation.run(sizing);
    const secret = await params.operation.run(params, slots, length);
    const key = await importing.operation.run("raw", secret, importing, !!extractable, usages);
    requireSomeUsage(slotsOf(key));
    return key;
  }

  async deriveBits(algorithm, baseKey, length = null) {
    this.#brand;
    requireArguments(arguments.length, 2, "deriveBits()");
    const identifier = toAlgorithmIdentifier(algorithm);
    const slots = toKeySlots(baseKey, "The base key");
    const bits = length === null ? null : toUnsignedLong(length, "The length");
    const params = normalize(identifier, "deriveBits");
    requireKey(slots, params.name, "deriveBits");
    return params.operation.run(params, slots, bits);
  }

  async importKey(format, keyData, algorithm, extractable, keyUsages) {
    this.#brand;
    requireArguments(arguments.length, 5, "importKey()");
    const form = toEnum(format, FORMATS, "A format");
    const isBytes = isBufferSource(keyData);
    const given = isBytes ? keyData : toJsonWebKey(keyData);
    const identifier = toAlgorithmIdentifier(algorithm);
    const usages = toUsages(keyUsages);
    const params = normalize(identifier, "importKey");
    if (isBytes === (form === "jwk")) {
      throw new TypeError(
        isBytes
          ? 'A key in the format "jwk" is an object.'
          : `A key in the format "${form}" is an ArrayBuffer or a view on one.`,
      );
    }
    const data = isBytes ? copyOf(given) : given;
    const key = await params.operation.run(form, data, params, !!extractable, usages);
    requireSomeUsage(slotsOf(key));
    return key;
  }

  async exportKey(format, key) {
    this.#brand;
    requireArguments(arguments.length, 2, "exportKey()");
    const form = toEnum(format, FORMATS, "A format");
    const exported = await exportTo(form, toKeySlots(key, "The key"));
    return form === "jwk" ? jsonWebKeyObject(exported) : exported;
  }

  async wrapKey(format, key, wrappingKey, wrapAlgorithm) {
    this.#brand;
    requireArguments(arguments.length, 4, "wrapKey()");
    const form = toEnum(format, FORMATS, "A format");
    const slots = toKeySlots(key, "The key");
    const wrapping = toKeySlots(wrappingKey, "The wrapping key");
    const identifier = toAlgorithmIdentifier(wrapAlgorithm);
    const params = normalizeEither(identifier, "wrapKey", "encrypt");
    requireKey(wrapping, params.name, "wrapKey");
    const exported = await exportTo(form, slots);
    const bytes = form === "jwk" ? jsonBytes(exported) : exported;
    return params.operation.run(params, wrapping, bytes);
  }

  async unwrapKey(
    format,
    wrappedKey,
    unwrappingKey,
    unwrapAlgorithm,
    unwrappedKeyAlgorithm,
    extractable,
    keyUsages,
  ) {
    this.#brand;
    requireArguments(arguments.length, 7, "unwrapKey()");
    const form = toEnum(format, FORMATS, "A format");
    const source = toSource(wrappedKey, "The wrapped key");
    const unwrapping = toKeySlots(unwrappingKey, "The unwrapping key");
    const identifier = toAlgorithmIdentifier(unwrapAlgorithm);
    const unwrapped = toAlgorithmIdentifier(unwrappedKeyAlgorithm);
    const usages = toUsages(keyUsages);
    const params = normalizeEither(identifier, "unwrapKey", "decrypt");
    const importing = normalize(unwrapped, "importKey");
    const wrapped = copyOf(source);
    requireKey(unwrapping, params.name, "unwrapKey");
    const bytes = await params.operation.run(params, unwrapping, wrapped);
    const data = form === "jwk" ? parseJsonWebKey(bytes) : bytes;
    const key = await importing.operation.run(form, data, importing, !!extractable, usages);
    requireSomeUsage(slotsOf(key));
    return key;
  }
}
defineInterface(SubtleCrypto, "SubtleCrypto");

/** What encrypt(), decrypt() and sign() have in common. */
function cipher(kind, algorithm, key, data) {
  const identifier = toAlgorithmIdentifier(algorithm);
  const slots = toKeySlots(key, "The key");
  const source = toSource(data, "The data");
  const params = normalize(identifier, kind);
  const bytes = copyOf(source);
  requireKey(slots, params.name, kind);
  return params.operation.run(params, slots, bytes);
}

/** An algorithm's own operation for keys or, where it has none, the one for all data. */
function normalizeEither(identifier, kind, otherKind) {
  try {
    return normalize(identifier, kind);
  } catch {
    return normalize(identifier, otherKind);
  }
}

/** https://w3c.github.io/webcrypto/#SubtleCrypto-method-exportKey, from step 4 */
async function exportTo(format, slots) {
  const { name } = slots.algorithm;
  const operation = operationOf(name, "exportKey");
  if (operation === undefined) {
    throw errorNamed("NotSupportedError", `Keys of ${name} cannot be exported.`);
  }
  if (!slots.extractable) {
    throw errorNamed("InvalidAccessError", "The key is not extractable.");
  }
  return operation.run(format, slots);
}

function requireKey({ algorithm, usages }, name, usage) {
  if (algorithm.name !== name) {
    throw errorNamed(
      "InvalidAccessError",
      `The key is one of ${algorithm.name}, and the algorithm is ${name}.`,
    );
  }
  if (!ArrayPrototypeIncludes(usages, usage)) {
    throw errorNamed("InvalidAccessError", `The usages of the key do not have "${usage}".`);
  }
}

function requireSomeUsage({ type, usages }) {
  if (type !== "public" && usages.length === 0) {
    throw errorNamed("SyntaxError", `A ${type} key needs at least one usage.`);
  }
}

function toKeySlots(value, what) {
  if (!isCryptoKey(value)) {
    throw new TypeError(`${what} must be a CryptoKey.`);
  }
  return slotsOf(value);
}

function toSource(value, what) {
  if (!isBufferSource(value)) {
    throw new TypeError(`${what} must be an ArrayBuffer or a view on one.`);
  }
  return value;
}

/** Each usage once, in their order. */
function toUsages(value) {
  const given = toSequence(value, (usage) => toEnum(usage, USAGES, "A usage"), "The usages");
  return intersection(USAGES, given);
}
