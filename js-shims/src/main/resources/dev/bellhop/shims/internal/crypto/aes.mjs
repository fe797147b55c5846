// https://w3c.github.io/webcrypto/#aes-ctr and the sections after it: CTR, CBC, GCM and KW.

import { ArrayPrototypeIncludes, ArrayBufferPrototypeGetByteLength } from "../primordials.mjs";
import { ops } from "../host.mjs";
import {
  bytesFrom,
  dataError,
  operationError,
  requireUsages,
  unsupportedFormat,
} from "./jobs.mjs";
import { requireAlg, requireKty, requirePurpose, secretOf } from "./jwk.mjs";
import { bytes, octet, optional, required, unsignedShort } from "./normalize.mjs";
import { randomKey, secretBytes, secretJwk, secretKey } from "./secrets.mjs";

const LENGTHS = [128, 192, 256];
const TAG_LENGTHS = [32, 64, 96, 104, 112, 120, 128];
const BLOCK = 16;
const CIPHER_USAGES = ["encrypt", "decrypt", "wrapKey", "unwrapKey"];
const WRAPPER_USAGES = ["wrapKey", "unwrapKey"];

function requireLength({ name, length }) {
  if (!ArrayPrototypeIncludes(LENGTHS, length)) {
    throw operationError(`A key of ${name} has 128, 192 or 256 bits.`);
  }
}

/** What every mode has; its suffix stands at the end of `alg`, as in "A128CBC". */
const keyOperations = (name, suffix, allowed) => ({
  __proto__: null,
  generateKey: {
    members: [required("length", unsignedShort)],
    async run(params, extractable, usages) {
      requireUsages(usages, allowed);
      requireLength(params);
      const { length } = params;
      return { __proto__: null, key: randomKey(length, extractable, { name, length }, usages) };
    },
  },
  importKey: {
    members: [],
    async run(format, data, params, extractable, usages) {
      requireUsages(usages, allowed);
      let secret;
      if (format === "raw") {
        secret = data;
      } else if (format === "jwk") {
        requireKty(data, "oct");
        secret = secretOf(data);
      } else {
        throw unsupportedFormat(format, name);
      }
      const length = ArrayBufferPrototypeGetByteLength(secret) * 8;
      if (!ArrayPrototypeIncludes(LENGTHS, length)) {
        throw dataError(`A key of ${name} has 128, 192 or 256 bits, and this one ${length}.`);
      }
      if (format === "jwk") {
        requireAlg(data, `A${length}${suffix}`);
        requirePurpose(data, "enc", usages, extractable);
      }
      return secretKey(secret, extractable, { name, length }, usages);
    },
  },
  exportKey: {
    members: [],
    async run(format, slots) {
      switch (format) {
        case "raw":
          return secretBytes(slots);
        case "jwk":
          return secretJwk(slots, `A${slots.algorithm.length}${suffix}`);
        default:
          throw unsupportedFormat(format, name);
      }
    },
  },
  getKeyLength: {
    members: [required("length", unsignedShort)],
    run(params) {
      requireLength(params);
      return params.length;
    },
  },
});

function requireBlock(buffer, what) {
  if (ArrayBufferPrototypeGetByteLength(buffer) !== BLOCK) {
    throw operationError(`${what} has ${BLOCK} bytes.`);
  }
}

const cbc = (start) => ({
  members: [required("iv", bytes)],
  async run({ iv }, { material }, data) {
    requireBlock(iv, "The iv of AES-CBC");
    return bytesFrom(start(material, iv, data));
  },
});

const ctr = {
  members: [required("counter", bytes), required("length", octet)],
  async run({ counter, length }, { material }, data) {
    requireBlock(counter, "The counter of AES-CTR");
    if (length < 1 || length > 128) {
      throw operationError("The counter of AES-CTR counts in 1 to 128 bits.");
    }
    return bytesFrom(ops.subtle.counter(material, counter, length, data));
  },
};

const gcm = (start) => ({
  members: [optional("additionalData", bytes), required("iv", bytes), optional("tagLength", octet)],
  async run({ iv, additionalData = null, tagLength = 128 }, { material }, data) {
    if (!ArrayPrototypeIncludes(TAG_LENGTHS, tagLength)) {
      throw operationError("The tag of AES-GCM has 32, 64, 96, 104, 112, 120 or 128 bits.");
    }
    return bytesFrom(start(material, iv, additionalData, tagLength, data));
  },
});

const keyWrap = (start) => ({
  members: [],
  async run(params, { material }, data) {
    return bytesFrom(start(material, data));
  },
});

export const algorithms = {
  __proto__: null,
  "AES-CBC": {
    ...keyOperations("AES-CBC", "CBC", CIPHER_USAGES),
    encrypt: cbc((key, iv, data) => ops.subtle.encryptCbc(key, iv, data)),
    decrypt: cbc((key, iv, data) => ops.subtle.decryptCbc(key, iv, data)),
  },
  "AES-CTR": {
    ...keyOperations("AES-CTR", "CTR", CIPHER_USAGES),
    encrypt: ctr,
    decrypt: ctr,
  },
  "AES-GCM": {
    ...keyOperations("AES-GCM", "GCM", CIPHER_USAGES),
    encrypt: gcm((key, iv, more, bits, data) => ops.subtle.encryptGcm(key, iv, more, bits, data)),
    decrypt: gcm((key, iv, more, bits, data) => ops.subtle.decryptGcm(key, iv, more, bits, data)),
  },
  "AES-KW": {
    ...keyOperations("AES-KW", "KW", WRAPPER_USAGES),
    wrapKey: keyWrap((key, data) => ops.subtle.wrap(key, data)),
    unwrapKey: keyWrap((key, data) => ops.subtle.unwrap(key, data)),
  },
};
