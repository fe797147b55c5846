// What keys that come in pairs share.

import { ArrayPrototypeSlice } from "../primordials.mjs";
import { ops } from "../host.mjs";
import { fromHost } from "../bytes.mjs";
import { createKey } from "../../crypto-key.mjs";
import { intersection, materialFrom, requireType, unsupportedFormat } from "./jobs.mjs";

/** What keys for signatures are for: all usages, and those of each half. */
export const SIGNATURES = {
  use: "sig",
  usages: ["sign", "verify"],
  publicUsages: ["verify"],
  privateUsages: ["sign"],
};

/** The pair that a job of the host makes; `describe(material)` gives the keys' algorithm. */
export async function pairFrom(job, extractable, usages, { publicUsages, privateUsages }, describe) {
  const { value: material } = await materialFrom(job);
  const publicMaterial = ops.keyPairs.publicKey(material);
  return {
    __proto__: null,
    publicKey: createKey(
      "public",
      true,
      describe(material),
      intersection(usages, publicUsages),
      publicMaterial,
    ),
    privateKey: createKey(
      "private",
      extractable,
      describe(material),
      intersection(usages, privateUsages),
      material,
    ),
  };
}

/** The key that a job of the host makes. */
export async function keyFrom(job, type, extractable, usages, describe) {
  const { value: material } = await materialFrom(job);
  return createKey(type, extractable, describe(material), usages, material);
}

/** A key in one of the formats that are bytes. */
export function encodedKey(format, slots) {
  switch (format) {
    case "spki":
    case "raw":
      requireType(slots, "public");
      break;
    case "pkcs8":
      requireType(slots, "private");
      break;
    default:
      throw unsupportedFormat(format, slots.algorithm.name);
  }
  return fromHost(ops.keyPairs.encoded(slots.material, format));
}

/** A key as a JSON Web Key: these members, and the host's numbers of it by their names. */
export function pairJwk(slots, members, names) {
  const key = {
    __proto__: null,
    ...members,
    key_ops: ArrayPrototypeSlice(slots.usages),
    ext: slots.extractable,
  };
  const numbers = ops.keyPairs.members(slots.material);
  for (let i = 0; i < numbers.length; i++) {
    key[names[i]] = numbers[i];
  }
  return key;
}
