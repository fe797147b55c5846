// https://w3c.github.io/webcrypto/#ecdsa, #ecdh, #ed25519, #x25519, and Ed448 and X448 of
// https://wicg.github.io/webcrypto-secure-curves/

import {
  ArrayBufferPrototypeGetByteLength,
  ArrayBufferPrototypeSlice,
  ArrayPrototypeIncludes,
  TypeError,
  Uint8Array,
} from "../primordials.mjs";
import { errorNamed, ops } from "../host.mjs";
import { isCryptoKey, slotsOf } from "../../crypto-key.mjs";
import {
  bytesFrom,
  dataError,
  operationError,
  requireType,
  requireUsages,
  truthFrom,
} from "./jobs.mjs";
import { requireKty, requireMember, requirePurpose } from "./jwk.mjs";
import { bytes, hash, namedCurve, optional, required } from "./normalize.mjs";
import { SIGNATURES, encodedKey, keyFrom, pairFrom, pairJwk } from "./pairs.mjs";

const NAMED_CURVES = ["P-256", "P-384", "P-521"];
const MOST_CONTEXT = 255;

const AGREEMENTS = {
  use: "enc",
  usages: ["deriveKey", "deriveBits"],
  publicUsages: [],
  privateUsages: ["deriveKey", "deriveBits"],
};

/** ECDSA and ECDH: keys on a curve that a member names. */
const namedFamily = {
  kty: "EC",
  members: [namedCurve],
  numbers: ["x", "y", "d"],
  generate: ({ namedCurve: curve }) => ops.keyPairs.generateEc(curve),
  read: ({ namedCurve: curve }, format, data) => ops.keyPairs.importEc(curve, format, data),
  readJwk: ({ namedCurve: curve }, { d = null, ...data }) =>
    ops.keyPairs.importEcNumbers(curve, requireMember(data, "x"), requireMember(data, "y"), d),
  describe: ({ name, namedCurve: curve }) => ({ name, namedCurve: curve }),
  curveOf: ({ namedCurve: curve }) => curve,
  isKnown: ({ namedCurve: curve }) => ArrayPrototypeIncludes(NAMED_CURVES, curve),
  requireAlg() {},
};

/** Ed25519 and its relatives: the algorithm is the curve. */
const octetFamily = {
  kty: "OKP",
  members: [],
  numbers: ["x", "d"],
  generate: ({ name }) => ops.keyPairs.generateOkp(name),
  read: ({ name }, format, data) => ops.keyPairs.importOkp(name, format, data),
  readJwk: ({ name }, { d = null, ...data }) =>
    ops.keyPairs.importOkpNumbers(name, requireMember(data, "x"), d),
  describe: ({ name }) => ({ name }),
  curveOf: ({ name }) => name,
  isKnown: () => true,
  requireAlg({ alg }, { name }, { use }) {
    if (use === "sig" && alg !== undefined && alg !== name && alg !== "EdDSA") {
      throw dataError(`The alg of this key must be "${name}" or "EdDSA".`);
    }
  },
};

const keyOperations = (family, purpose) => ({
  __proto__: null,
  generateKey: {
    members: family.members,
    async run(params, extractable, usages) {
      requireUsages(usages, purpose.usages);
      if (!family.isKnown(params)) {
        throw errorNamed("NotSupportedError", `There is no curve "${params.namedCurve}".`);
      }
      return pairFrom(family.generate(params), extractable, usages, purpose, () =>
        family.describe(params),
      );
    },
  },
  importKey: {
    members: family.members,
    async run(format, data, params, extractable, usages) {
      const type =
        format === "pkcs8" || (format === "jwk" && data.d !== undefined) ? "private" : "public";
      requireUsages(usages, type === "private" ? purpose.privateUsages : purpose.publicUsages);
      if (format === "jwk") {
        requireJwk(family, data, params, purpose, usages, extractable);
      }
      if (!family.isKnown(params)) {
        throw dataError(`There is no curve "${params.namedCurve}".`);
      }
      const job =
        format === "jwk" ? family.readJwk(params, data) : family.read(params, format, data);
      return keyFrom(job, type, extractable, usages, () => family.describe(params));
    },
  },
  exportKey: {
    members: [],
    async run(format, slots) {
      if (format !== "jwk") {
        return encodedKey(format, slots);
      }
      const { kty, numbers, curveOf } = family;
      const members = { kty, crv: curveOf(slots.algorithm) };
      if (kty === "OKP" && purpose.use === "sig") {
        members.alg = slots.algorithm.name;
      }
      return pairJwk(slots, members, numbers);
    },
  },
});

function requireJwk(family, data, params, purpose, usages, extractable) {
  requireKty(data, family.kty);
  requirePurpose(data, purpose.use, usages, extractable);
  const curve = family.curveOf(params);
  if (data.crv !== curve) {
    throw dataError(`The crv of this key must be "${curve}".`);
  }
  family.requireAlg(data, params, purpose);
}

const ecdsaMembers = [hash];
const ecdsa = {
  ...keyOperations(namedFamily, SIGNATURES),
  sign: {
    members: ecdsaMembers,
    async run(params, slots, data) {
      requireType(slots, "private");
      return bytesFrom(ops.keyPairs.signEc(slots.material, params.hash, data));
    },
  },
  verify: {
    members: ecdsaMembers,
    async run(params, slots, signature, data) {
      requireType(slots, "public");
      return truthFrom(ops.keyPairs.verifyEc(slots.material, params.hash, signature, data));
    },
  },
};

/** `context` is for Ed448 alone. */
function contextOf({ context = null }) {
  if (context !== null && ArrayBufferPrototypeGetByteLength(context) > MOST_CONTEXT) {
    throw operationError(`A context has ${MOST_CONTEXT} bytes at most.`);
  }
  return context;
}

const edwards = (members) => ({
  ...keyOperations(octetFamily, SIGNATURES),
  sign: {
    members,
    async run(params, slots, data) {
      requireType(slots, "private");
      return bytesFrom(ops.keyPairs.signOkp(slots.material, contextOf(params), data));
    },
  },
  verify: {
    members,
    async run(params, slots, signature, data) {
      requireType(slots, "public");
      const context = contextOf(params);
      return truthFrom(ops.keyPairs.verifyOkp(slots.material, context, signature, data));
    },
  },
});

function toKey(value, what) {
  if (!isCryptoKey(value)) {
    throw new TypeError(`${what} must be a CryptoKey.`);
  }
  return slotsOf(value);
}

const agreement = (family) => ({
  ...keyOperations(family, AGREEMENTS),
  deriveBits: {
    members: [required("public", toKey)],
    async run({ public: other }, slots, length) {
      requireType(slots, "private");
      requireType(other, "public");
      const { algorithm } = slots;
      if (
        other.algorithm.name !== algorithm.name ||
        other.algorithm.namedCurve !== algorithm.namedCurve
      ) {
        throw errorNamed("InvalidAccessError", "The keys are not of the same curve.");
      }
      return firstBits(await bytesFrom(ops.keyPairs.agree(slots.material, other.material)), length);
    },
  },
});

/** So many bits of a secret, with zeros behind the last one; all of it where length is null. */
function firstBits(secret, length) {
  if (length === null) {
    return secret;
  }
  const available = ArrayBufferPrototypeGetByteLength(secret) * 8;
  if (length > available) {
    throw operationError(`These keys have ${available} bits in common, not ${length}.`);
  }
  const rest = length % 8;
  const cut = ArrayBufferPrototypeSlice(secret, 0, (length + 7) >>> 3);
  if (rest > 0) {
    const view = new Uint8Array(cut);
    view[(length - rest) / 8] &= 0xff << (8 - rest);
  }
  return cut;
}

export const algorithms = {
  __proto__: null,
  ECDSA: ecdsa,
  ECDH: agreement(namedFamily),
  Ed25519: edwards([]),
  Ed448: edwards([optional("context", bytes)]),
  X25519: agreement(octetFamily),
  X448: agreement(octetFamily),
};
