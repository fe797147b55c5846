// Keys that are a string of bits: AES and HMAC.

import { ArrayPrototypeSlice } from "../primordials.mjs";
import { createKey } from "../../crypto-key.mjs";
import { fromHost } from "../bytes.mjs";
import { ops } from "../host.mjs";

/** A secret key over an ArrayBuffer. */
export const secretKey = (bytes, extractable, algorithm, usages) =>
  createKey("secret", extractable, algorithm, usages, ops.subtle.secret(bytes));

/** A secret key of so many random bits. */
export const randomKey = (bits, extractable, algorithm, usages) =>
  createKey("secret", extractable, algorithm, usages, ops.subtle.randomSecret(bits));

/** The bytes of a secret key. */
export const secretBytes = ({ material }) => fromHost(ops.subtle.secretBytes(material));

/** A secret key as a JSON Web Key. */
export const secretJwk = (slots, alg) => ({
  __proto__: null,
  kty: "oct",
  k: ops.subtle.base64Url(secretBytes(slots)),
  alg,
  key_ops: ArrayPrototypeSlice(slots.usages),
  ext: slots.extractable,
});
