// https://wicg.github.io/storage-buckets/#storagebucket

import { ReflectDeleteProperty } from "./internal/primordials.mjs";
import { load, ops, promised } from "./internal/host.mjs";
import {
  defineInterface,
  internalToken,
  requireArguments,
  requireToken,
  toDouble,
} from "./internal/webidl.mjs";

export class StorageBucket {
  #name;
  #bucket;
  #caches;

  constructor(token = undefined, name = undefined, bucket = undefined) {
    requireToken(token, "StorageBucket");
    this.#name = name;
    this.#bucket = bucket;
  }

  get name() {
    return this.#name;
  }

  async persist() {
    const bucket = this.#bucket;
    return promised((done) => ops.buckets.persist(bucket, done));
  }

  async persisted() {
    const bucket = this.#bucket;
    return promised((done) => ops.buckets.persisted(bucket, done));
  }

  async estimate() {
    const bucket = this.#bucket;
    const estimate = await promised((done) => ops.buckets.estimate(bucket, done));
    return { quota: estimate[1], usage: estimate[0] };
  }

  // Not in the specification any more; the platform's tests ask for it.
  async durability() {
    const bucket = this.#bucket;
    return promised((done) => ops.buckets.durability(bucket, done));
  }

  async setExpires(expires) {
    const bucket = this.#bucket;
    requireArguments(arguments.length, 1, "setExpires()");
    const time = toDouble(expires, "The time when a storage bucket expires");
    await promised((done) => ops.buckets.setExpires(bucket, time, done));
  }

  async expires() {
    const bucket = this.#bucket;
    return promised((done) => ops.buckets.expires(bucket, done));
  }

  get indexedDB() {
    this.#bucket;
    return load("idb-factory.mjs").indexedDB;
  }

  get caches() {
    const bucket = this.#bucket;
    this.#caches ??= load("cache-storage.mjs").cachesOf(bucket);
    return this.#caches;
  }
}
defineInterface(StorageBucket, "StorageBucket");
if (ops.realm.kind() === "worker") {
  ReflectDeleteProperty(StorageBucket.prototype, "persist");
}

/** A new object for a bucket of the host. */
export const bucketOf = (name, bucket) => new StorageBucket(internalToken, name, bucket);
