// https://w3c.github.io/webcrypto/#rsassa-pkcs1 and the two sections after it

import { ArrayBuffer, ArrayPrototypePush, StringPrototypeSlice } from "../primordials.mjs";
import { errorNamed, ops } from "../host.mjs";
import {
  bytesFrom,
  requireType,
  requireUsages,
  truthFrom,
  unsupportedFormat,
} from "./jobs.mjs";
import { requireAlg, requireKty, requireMember, requirePurpose } from "./jwk.mjs";
import { bigInteger, bytes, hash, optional, required, unsignedLong } from "./normalize.mjs";
import { SIGNATURES, encodedKey, keyFrom, pairFrom, pairJwk } from "./pairs.mjs";

const PUBLIC_NUMBERS = ["n", "e"];
const NUMBERS = ["n", "e", "d", "p", "q", "dp", "dq", "qi"];

const ENCRYPTION = {
  use: "enc",
  usages: ["encrypt", "decrypt", "wrapKey", "unwrapKey"],
  publicUsages: ["encrypt", "wrapKey"],
  privateUsages: ["decrypt", "unwrapKey"],
};

/** "SHA-1" is "1" in names of JSON Web Algorithms, "SHA-256" is "256". */
const digits = (name) => StringPrototypeSlice(name, 4);

/** What every scheme has; `algOf(hash)` is its name in JSON Web Keys. */
const keyOperations = (name, purpose, algOf) => ({
  __proto__: null,
  generateKey: {
    members: [
      required("modulusLength", unsignedLong),
      required("publicExponent", bigInteger),
      hash,
    ],
    async run(params, extractable, usages) {
      requireUsages(usages, purpose.usages);
      return pairFrom(
        ops.keyPairs.generateRsa(params.modulusLength, params.publicExponent),
        extractable,
        usages,
        purpose,
        (material) => describe(name, params.hash, material),
      );
    },
  },
  importKey: {
    members: [hash],
    async run(format, data, params, extractable, usages) {
      const { job, type } = reader(name, purpose, algOf)(format, data, params, extractable, usages);
      return keyFrom(job, type, extractable, usages, (material) =>
        describe(name, params.hash, material),
      );
    },
  },
  exportKey: {
    members: [],
    async run(format, slots) {
      switch (format) {
        case "jwk":
          return pairJwk(slots, { kty: "RSA", alg: algOf(slots.algorithm.hash) }, NUMBERS);
        case "raw":
          throw unsupportedFormat(format, name);
        default:
          return encodedKey(format, slots);
      }
    },
  },
});

const describe = (name, hashName, material) => ({
  name,
  hash: hashName,
  modulusLength: ops.keyPairs.modulusLength(material),
});

/** What makes the host's job, and the type of key, of what importKey() was given. */
const reader = (name, purpose, algOf) => (format, data, params, extractable, usages) => {
  switch (format) {
    case "spki":
      requireUsages(usages, purpose.publicUsages);
      return { job: ops.keyPairs.importRsa(format, data), type: "public" };
    case "pkcs8":
      requireUsages(usages, purpose.privateUsages);
      return { job: ops.keyPairs.importRsa(format, data), type: "private" };
    case "jwk":
      return readJwk(data, params, extractable, usages, purpose, algOf);
    default:
      throw unsupportedFormat(format, name);
  }
};

function readJwk(data, params, extractable, usages, purpose, algOf) {
  const type = data.d === undefined ? "public" : "private";
  requireUsages(usages, type === "public" ? purpose.publicUsages : purpose.privateUsages);
  requireKty(data, "RSA");
  requirePurpose(data, purpose.use, usages, extractable);
  requireAlg(data, algOf(params.hash));
  if (data.oth !== undefined) {
    throw errorNamed("NotSupportedError", "A key with more than two primes cannot be used.");
  }
  const names = type === "public" ? PUBLIC_NUMBERS : NUMBERS;
  const numbers = [];
  for (let i = 0; i < names.length; i++) {
    ArrayPrototypePush(numbers, requireMember(data, names[i]));
  }
  return { job: ops.keyPairs.importRsaNumbers(numbers), type };
}

const oaep = (type, start) => ({
  members: [optional("label", bytes)],
  async run({ label = new ArrayBuffer(0) }, slots, data) {
    requireType(slots, type);
    return bytesFrom(start(slots.material, slots.algorithm.hash, label, data));
  },
});

const pssMembers = [required("saltLength", unsignedLong)];

export const algorithms = {
  __proto__: null,
  "RSASSA-PKCS1-v1_5": {
    ...keyOperations("RSASSA-PKCS1-v1_5", SIGNATURES, (name) => `RS${digits(name)}`),
    sign: {
      members: [],
      async run(params, slots, data) {
        requireType(slots, "private");
        return bytesFrom(ops.keyPairs.signPkcs1(slots.material, slots.algorithm.hash, data));
      },
    },
    verify: {
      members: [],
      async run(params, slots, signature, data) {
        requireType(slots, "public");
        const { hash: name } = slots.algorithm;
        return truthFrom(ops.keyPairs.verifyPkcs1(slots.material, name, signature, data));
      },
    },
  },
  "RSA-PSS": {
    ...keyOperations("RSA-PSS", SIGNATURES, (name) => `PS${digits(name)}`),
    sign: {
      members: pssMembers,
      async run({ saltLength }, slots, data) {
        requireType(slots, "private");
        const { hash: name } = slots.algorithm;
        return bytesFrom(ops.keyPairs.signPss(slots.material, name, saltLength, data));
      },
    },
    verify: {
      members: pssMembers,
      async run({ saltLength }, slots, signature, data) {
        requireType(slots, "public");
        const { hash: name } = slots.algorithm;
        return truthFrom(
          ops.keyPairs.verifyPss(slots.material, name, saltLength, signature, data),
        );
      },
    },
  },
  "RSA-OAEP": {
    ...keyOperations("RSA-OAEP", ENCRYPTION, (name) =>
      name === "SHA-1" ? "RSA-OAEP" : `RSA-OAEP-${digits(name)}`,
    ),
    encrypt: oaep("public", (key, name, label, data) =>
      ops.keyPairs.encryptOaep(key, name, label, data),
    ),
    decrypt: oaep("private", (key, name, label, data) =>
      ops.keyPairs.decryptOaep(key, name, label, data),
    ),
  },
};
