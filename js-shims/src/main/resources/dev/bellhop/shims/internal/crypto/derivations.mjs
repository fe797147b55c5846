// https://w3c.github.io/webcrypto/#hkdf and https://w3c.github.io/webcrypto/#pbkdf2

import { ArrayBuffer } from "../primordials.mjs";
import { errorNamed, ops } from "../host.mjs";
import { MOST_BITS, bytesFrom, operationError, requireUsages, unsupportedFormat } from "./jobs.mjs";
import { bytes, hash, required, unsignedLong } from "./normalize.mjs";
import { secretKey } from "./secrets.mjs";

const USAGES = ["deriveKey", "deriveBits"];

const keyOperations = (name) => ({
  __proto__: null,
  importKey: {
    members: [],
    async run(format, data, params, extractable, usages) {
      if (format !== "raw") {
        throw unsupportedFormat(format, name);
      }
      requireUsages(usages, USAGES);
      if (extractable) {
        throw errorNamed("SyntaxError", `A key of ${name} cannot be extractable.`);
      }
      return secretKey(data, extractable, { name }, usages);
    },
  },
  getKeyLength: { members: [], run: () => null },
});

function requireWholeBytes(length) {
  if (length === null || length % 8 !== 0 || length > MOST_BITS) {
    throw operationError(`The length must be a multiple of 8 bits, and ${MOST_BITS} at most.`);
  }
}

export const algorithms = {
  __proto__: null,
  HKDF: {
    ...keyOperations("HKDF"),
    deriveBits: {
      members: [hash, required("info", bytes), required("salt", bytes)],
      async run(params, { material }, length) {
        requireWholeBytes(length);
        return bytesFrom(
          ops.subtle.hkdf(params.hash, material, params.salt, params.info, length / 8),
        );
      },
    },
  },
  PBKDF2: {
    ...keyOperations("PBKDF2"),
    deriveBits: {
      members: [hash, required("iterations", unsignedLong), required("salt", bytes)],
      async run({ hash: name, salt, iterations }, { material }, length) {
        requireWholeBytes(length);
        if (iterations === 0) {
          throw operationError("PBKDF2 needs at least one iteration.");
        }
        if (length === 0) {
          return new ArrayBuffer(0);
        }
        return bytesFrom(ops.subtle.pbkdf2(name, material, salt, iterations, length / 8));
      },
    },
  },
};
