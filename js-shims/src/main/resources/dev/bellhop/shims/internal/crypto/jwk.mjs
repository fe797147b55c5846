// JSON Web Keys. https://w3c.github.io/webcrypto/#JsonWebKey-dictionary

import {
  ArrayPrototypeIncludes,
  ArrayPrototypeIndexOf,
  JSONParse,
  JSONStringify,
  ObjectCreate,
  ObjectPrototype,
  ObjectSetPrototypeOf,
  TypeError,
} from "../primordials.mjs";
import { isObject, toDOMString, toSequence } from "../webidl.mjs";
import { ops } from "../host.mjs";
import { fromHost } from "../bytes.mjs";
import { dataError } from "./jobs.mjs";
import { show } from "./shown.mjs";

const toStrings = (value) => toSequence(value, toDOMString, "key_ops");
const toPrimes = (value) => toSequence(value, toPrime, "oth");

function toPrime(value) {
  if (value !== undefined && value !== null && !isObject(value)) {
    throw new TypeError("A member of oth must be an object.");
  }
  return value;
}

/** The members of the dictionary in its order. */
const MEMBERS = [
  ["alg", toDOMString],
  ["crv", toDOMString],
  ["d", toDOMString],
  ["dp", toDOMString],
  ["dq", toDOMString],
  ["e", toDOMString],
  ["ext", (value) => !!value],
  ["k", toDOMString],
  ["key_ops", toStrings],
  ["kty", toDOMString],
  ["n", toDOMString],
  ["oth", toPrimes],
  ["p", toDOMString],
  ["q", toDOMString],
  ["qi", toDOMString],
  ["use", toDOMString],
  ["x", toDOMString],
  ["y", toDOMString],
];

/** https://webidl.spec.whatwg.org/#js-dictionary */
export function toJsonWebKey(value) {
  const key = { __proto__: null };
  if (value === undefined || value === null) {
    return key;
  }
  if (!isObject(value)) {
    throw new TypeError("The data of a key must be a BufferSource or a JsonWebKey.");
  }
  for (let i = 0; i < MEMBERS.length; i++) {
    const name = MEMBERS[i][0];
    const member = value[name];
    if (member !== undefined) {
      key[name] = MEMBERS[i][1](member);
    }
  }
  return key;
}

/** What a script gets: an object of its own, with members in the dictionary's order. */
export function jsonWebKeyObject(key) {
  const shown = ObjectCreate(ObjectPrototype);
  for (let i = 0; i < MEMBERS.length; i++) {
    const name = MEMBERS[i][0];
    show(shown, name, key[name]);
  }
  return shown;
}

/** The bytes of a key as JSON, whatever toJSON() scripts gave to arrays and objects. */
export function jsonBytes(key) {
  const bare = ObjectSetPrototypeOf(jsonWebKeyObject(key), null);
  bare.key_ops = ObjectSetPrototypeOf(bare.key_ops, null);
  return fromHost(ops.subtle.utf8(JSONStringify(bare)));
}

/** https://w3c.github.io/webcrypto/#concept-parse-a-jwk */
export function parseJsonWebKey(bytes) {
  let parsed;
  try {
    parsed = JSONParse(ops.subtle.fromUtf8(bytes));
  } catch {
    throw dataError("What was wrapped is not the JSON of a key.");
  }
  if (!isObject(parsed)) {
    throw dataError("What was wrapped is not a JSON Web Key.");
  }
  const key = toJsonWebKey(ObjectSetPrototypeOf(parsed, null));
  if (key.kty === undefined) {
    throw dataError("What was wrapped has no kty.");
  }
  return key;
}

export function requireKty({ kty }, wanted) {
  if (kty !== wanted) {
    throw dataError(`The kty of this key must be "${wanted}".`);
  }
}

export function requireAlg({ alg }, wanted) {
  if (alg !== undefined && alg !== wanted) {
    throw dataError(`The alg of this key must be "${wanted}".`);
  }
}

/** The checks of use, key_ops and ext that all algorithms make. */
export function requirePurpose({ use, key_ops: operations, ext }, wantedUse, usages, extractable) {
  if (usages.length > 0 && use !== undefined && use !== wantedUse) {
    throw dataError(`The use of this key must be "${wantedUse}".`);
  }
  if (operations !== undefined) {
    for (let i = 0; i < operations.length; i++) {
      if (ArrayPrototypeIndexOf(operations, operations[i]) !== i) {
        throw dataError("key_ops says the same twice.");
      }
    }
    for (let i = 0; i < usages.length; i++) {
      if (!ArrayPrototypeIncludes(operations, usages[i])) {
        throw dataError(`key_ops does not allow "${usages[i]}".`);
      }
    }
  }
  if (ext === false && extractable) {
    throw dataError("The key says that it is not extractable.");
  }
}

/** The base64url of a member that must be there. */
export function requireMember(key, name) {
  const text = key[name];
  if (text === undefined) {
    throw dataError(`The key lacks the member "${name}".`);
  }
  return text;
}

/** The bytes of the member k. */
export function secretOf(key) {
  const decoded = ops.subtle.fromBase64Url(requireMember(key, "k"));
  if (decoded === null) {
    throw dataError("k is not base64url without padding.");
  }
  return fromHost(decoded);
}
