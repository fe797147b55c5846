// https://wicg.github.io/storage-buckets/#storagebucketmanager

import { MAX_SAFE_INTEGER, TypeError } from "./internal/primordials.mjs";
import { arrayOf, guarded, ops, promised } from "./internal/host.mjs";
import {
  defineInterface,
  internalToken,
  requireArguments,
  requireToken,
  toDictionary,
  toDouble,
  toDOMString,
  toEnum,
  toUnsignedLongLong,
} from "./internal/webidl.mjs";
import { bucketOf } from "./storage-bucket.mjs";

const DURABILITIES = ["strict", "relaxed"];

export class StorageBucketManager {
  #brand = true;

  constructor(token = undefined) {
    requireToken(token, "StorageBucketManager");
  }

  async open(name, options = undefined) {
    this.#brand;
    requireArguments(arguments.length, 1, "storageBuckets.open()");
    const bucketName = toDOMString(name);
    const { durability, expires, persisted, quota } = toOptions(options);
    requireName(bucketName);
    const bucket = await promised((done) =>
      ops.buckets.open(bucketName, persisted, quota, expires, durability, done),
    );
    return bucketOf(bucketName, bucket);
  }

  async keys() {
    this.#brand;
    return arrayOf(await promised((done) => ops.buckets.names(done)));
  }

  async delete(name) {
    this.#brand;
    requireArguments(arguments.length, 1, "storageBuckets.delete()");
    const bucketName = toDOMString(name);
    requireName(bucketName);
    await promised((done) => ops.buckets.remove(bucketName, done));
  }
}
defineInterface(StorageBucketManager, "StorageBucketManager");

const requireName = (name) => {
  guarded(() => ops.buckets.requireName(name));
};

/** https://wicg.github.io/storage-buckets/#dictdef-storagebucketoptions, and its former durability */
function toOptions(value) {
  const options = toDictionary(value, "The options of a storage bucket");
  const durability = options?.durability;
  const converted = {
    durability:
      durability === undefined
        ? "relaxed"
        : toEnum(durability, DURABILITIES, "A storage bucket's durability"),
  };
  const expires = options?.expires;
  converted.expires = expires === undefined ? null : toDouble(expires, "expires");
  converted.persisted = !!options?.persisted;
  const quota = options?.quota;
  converted.quota = quota === undefined ? null : toQuota(quota);
  return converted;
}

/** What wraps around is refused too: a negative number is no large quota. */
function toQuota(value) {
  const quota = toUnsignedLongLong(value);
  if (quota < 1 || quota > MAX_SAFE_INTEGER) {
    throw new TypeError(`A storage bucket's quota must be between 1 and ${MAX_SAFE_INTEGER}.`);
  }
  return quota;
}

/** navigator.storageBuckets */
export const storageBuckets = new StorageBucketManager(internalToken);
