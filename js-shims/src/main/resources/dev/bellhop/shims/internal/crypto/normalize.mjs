// Which algorithm a script means. https://w3c.github.io/webcrypto/#algorithm-normalization

import { StringPrototypeToUpperCase, TypeError } from "../primordials.mjs";
import { errorNamed, load } from "../host.mjs";
import { copyOf, isBufferSource, isUint8Array } from "../bytes.mjs";
import { isObject, toDOMString, toOctet, toUnsignedLong, toUnsignedShort } from "../webidl.mjs";

const AES = "internal/crypto/aes.mjs";
const RSA = "internal/crypto/rsa.mjs";
const CURVES = "internal/crypto/curves.mjs";
const HASHES = "internal/crypto/hashes.mjs";
const DERIVATIONS = "internal/crypto/derivations.mjs";

/** Names in capitals: the registered name, and the module with its operations. */
const registered = {
  __proto__: null,
  "AES-CBC": ["AES-CBC", AES],
  "AES-CTR": ["AES-CTR", AES],
  "AES-GCM": ["AES-GCM", AES],
  "AES-KW": ["AES-KW", AES],
  ECDH: ["ECDH", CURVES],
  ECDSA: ["ECDSA", CURVES],
  ED25519: ["Ed25519", CURVES],
  ED448: ["Ed448", CURVES],
  HKDF: ["HKDF", DERIVATIONS],
  HMAC: ["HMAC", "internal/crypto/hmac.mjs"],
  PBKDF2: ["PBKDF2", DERIVATIONS],
  "RSA-OAEP": ["RSA-OAEP", RSA],
  "RSA-PSS": ["RSA-PSS", RSA],
  "RSASSA-PKCS1-V1_5": ["RSASSA-PKCS1-v1_5", RSA],
  "SHA-1": ["SHA-1", HASHES],
  "SHA-256": ["SHA-256", HASHES],
  "SHA-384": ["SHA-384", HASHES],
  "SHA-512": ["SHA-512", HASHES],
  X25519: ["X25519", CURVES],
  X448: ["X448", CURVES],
};

/** (object or DOMString), converted but not looked into. */
export const toAlgorithmIdentifier = (value) => (isObject(value) ? value : toDOMString(value));

/** The operation of this kind that an algorithm has, or undefined. */
export const operationOf = (name, kind) =>
  load(registered[StringPrototypeToUpperCase(name)][1]).algorithms[name][kind];

/**
 * The algorithm's name, its members and its operation.
 *
 * @throws NotSupportedError where no algorithm of this name has such an operation
 */
export function normalize(identifier, kind) {
  const given = isObject(identifier) ? identifier : { __proto__: null, name: identifier };
  const { name: givenName } = given;
  if (givenName === undefined) {
    throw new TypeError("An algorithm needs a name.");
  }
  const text = toDOMString(givenName);
  const found = registered[StringPrototypeToUpperCase(text)];
  const operation = found && load(found[1]).algorithms[found[0]][kind];
  if (operation === undefined) {
    throw errorNamed("NotSupportedError", `There is no algorithm "${text}" for this operation.`);
  }
  const normalized = { __proto__: null, name: found[0], operation };
  const { members } = operation;
  for (let i = 0; i < members.length; i++) {
    const { key, convert, required } = members[i];
    const value = given[key];
    if (value !== undefined) {
      normalized[key] = convert(value, key);
    } else if (required) {
      throw new TypeError(`${found[0]} needs the member "${key}".`);
    }
  }
  if (normalized.hash !== undefined) {
    normalized.hash = normalize(normalized.hash, "digest").name;
  }
  return normalized;
}

export const required = (key, convert) => ({ __proto__: null, key, convert, required: true });
export const optional = (key, convert) => ({ __proto__: null, key, convert, required: false });

export const enforced = (convert) => (value, what) => convert(value, what, "enforce");
export const octet = enforced(toOctet);
export const unsignedShort = enforced(toUnsignedShort);
export const unsignedLong = enforced(toUnsignedLong);

/** A BufferSource: an ArrayBuffer with a copy of its bytes. */
export function bytes(value, what) {
  if (!isBufferSource(value)) {
    throw new TypeError(`${what} must be an ArrayBuffer or a view on one.`);
  }
  return copyOf(value);
}

/** A BigInteger, which is a Uint8Array: an ArrayBuffer with a copy of its bytes. */
export function bigInteger(value, what) {
  if (!isUint8Array(value)) {
    throw new TypeError(`${what} must be a Uint8Array.`);
  }
  return copyOf(value);
}

/** `hash`: what it names is found out when all members have been converted. */
export const hash = required("hash", toAlgorithmIdentifier);
export const namedCurve = required("namedCurve", toDOMString);
