// https://w3c.github.io/webcrypto/#hmac

import { ArrayBufferPrototypeGetByteLength, StringPrototypeSlice, TypeError } from "../primordials.mjs";
import { ops } from "../host.mjs";
import {
  MOST_BITS,
  bytesFrom,
  dataError,
  operationError,
  requireUsages,
  truthFrom,
  unsupportedFormat,
} from "./jobs.mjs";
import { requireAlg, requireKty, requirePurpose, secretOf } from "./jwk.mjs";
import { hash, optional, unsignedLong } from "./normalize.mjs";
import { randomKey, secretBytes, secretJwk, secretKey } from "./secrets.mjs";

const USAGES = ["sign", "verify"];

/** Bits of a block of the hash, which a key has if nobody says otherwise. */
const BLOCKS = { __proto__: null, "SHA-1": 512, "SHA-256": 512, "SHA-384": 1024, "SHA-512": 1024 };

/** "SHA-256" is "HS256" here. */
const algOf = (name) => `HS${StringPrototypeSlice(name, 4)}`;

const members = [hash, optional("length", unsignedLong)];

const hmac = {
  __proto__: null,
  sign: {
    members: [],
    run: async (params, { algorithm, material }, data) =>
      bytesFrom(ops.subtle.hmacSign(algorithm.hash, material, data)),
  },
  verify: {
    members: [],
    run: async (params, { algorithm, material }, signature, data) =>
      truthFrom(ops.subtle.hmacVerify(algorithm.hash, material, signature, data)),
  },
  generateKey: {
    members,
    async run(params, extractable, usages) {
      requireUsages(usages, USAGES);
      const length = params.length ?? BLOCKS[params.hash];
      if (length === 0 || length > MOST_BITS) {
        throw operationError(`A key of HMAC has 1 to ${MOST_BITS} bits.`);
      }
      const algorithm = { name: "HMAC", hash: params.hash, length };
      return { __proto__: null, key: randomKey(length, extractable, algorithm, usages) };
    },
  },
  importKey: {
    members,
    async run(format, data, params, extractable, usages) {
      requireUsages(usages, USAGES);
      let secret;
      if (format === "raw") {
        secret = data;
      } else if (format === "jwk") {
        requireKty(data, "oct");
        secret = secretOf(data);
        requireAlg(data, algOf(params.hash));
        requirePurpose(data, "sig", usages, extractable);
      } else {
        throw unsupportedFormat(format, "HMAC");
      }
      const bits = ArrayBufferPrototypeGetByteLength(secret) * 8;
      const { length = bits } = params;
      if (bits === 0 || length > bits || length <= bits - 8) {
        throw dataError(`A key of HMAC with ${bits} bits of data cannot have ${length} bits.`);
      }
      return secretKey(secret, extractable, { name: "HMAC", hash: params.hash, length }, usages);
    },
  },
  exportKey: {
    members: [],
    async run(format, slots) {
      switch (format) {
        case "raw":
          return secretBytes(slots);
        case "jwk":
          return secretJwk(slots, algOf(slots.algorithm.hash));
        default:
          throw unsupportedFormat(format, "HMAC");
      }
    },
  },
  getKeyLength: {
    members,
    run(params) {
      if (params.length === 0) {
        throw new TypeError("A key of HMAC has at least one bit.");
      }
      return params.length ?? BLOCKS[params.hash];
    },
  },
};

export const algorithms = { __proto__: null, HMAC: hmac };
