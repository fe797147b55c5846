// https://w3c.github.io/ServiceWorker/#cachestorage-interface

import { arrayOf, guarded, ops, promised } from "./internal/host.mjs";
import {
  defineInterface,
  illegalInvocation,
  internalToken,
  requireArguments,
  requireToken,
  toDOMString,
} from "./internal/webidl.mjs";
import { lastingRead } from "./internal/global-state.mjs";
import { LASTING, watched } from "./internal/lifetime-watch.mjs";
import { Places } from "./internal/mistakes.mjs";
import { queryFor, toQueryOptions, toRequestInfo } from "./internal/cache-query.mjs";
import { responseFromHost } from "./internal/messages.mjs";
import { createCache } from "./cache.mjs";
import { isRequest } from "./request.mjs";

/** Where caches are opened. */
const places = new Places(20);

export class CacheStorage {
  #host;
  #bucket;

  constructor(token = undefined, host = undefined, bucket = undefined) {
    requireToken(token, "CacheStorage");
    this.#host = host;
    this.#bucket = bucket;
  }

  /** The host's operations on the caches of a bucket that is there. */
  static #hostOf(value) {
    if (!(#host in value)) {
      throw illegalInvocation("CacheStorage");
    }
    lastingRead();
    if (value.#bucket !== null) {
      guarded(() => ops.buckets.requireThere(value.#bucket));
    }
    return value.#host;
  }

  async match(request, options = undefined) {
    const host = CacheStorage.#hostOf(this);
    requireArguments(arguments.length, 1, "CacheStorage.match()");
    const info = toRequestInfo(request);
    const converted = toQueryOptions(options);
    const cacheName = converted.given?.cacheName;
    const name = cacheName === undefined ? null : toDOMString(cacheName);
    const known =
      name !== null || isRequest(info)
        ? null
        : host.urlInMemory(null, info, converted.ignoreSearch, converted.ignoreVary);
    const found = known === null ? await match(host, name, info, converted) : known;
    return found === false ? undefined : responseFromHost(found);
  }

  async has(cacheName) {
    const host = CacheStorage.#hostOf(this);
    requireArguments(arguments.length, 1, "CacheStorage.has()");
    const name = toDOMString(cacheName);
    return promised((done) => host.has(name, done));
  }

  async open(cacheName) {
    const host = CacheStorage.#hostOf(this);
    requireArguments(arguments.length, 1, "CacheStorage.open()");
    const name = toDOMString(cacheName);
    const here = places.here();
    if (here !== null && this.#bucket === null) {
      ops.hints?.cacheOpened(name, ops.realm.place(here));
    }
    return createCache(await promised((done) => host.open(name, done)));
  }

  async delete(cacheName) {
    const host = CacheStorage.#hostOf(this);
    requireArguments(arguments.length, 1, "CacheStorage.delete()");
    const name = toDOMString(cacheName);
    return watched("caches.delete()", LASTING, (done) => host.deleteCache(name, done));
  }

  async keys() {
    const host = CacheStorage.#hostOf(this);
    return arrayOf(await promised((done) => host.names(done)));
  }
}
defineInterface(CacheStorage, "CacheStorage");

/** What a host has in a cache, or in any where the name is null; or false. */
async function match(host, name, info, options) {
  const query = queryFor(info, options);
  if (query === null) {
    return false;
  }
  if (name !== null) {
    return (await promised((done) => host.matchIn(name, query, done))) ?? false;
  }
  const known = isRequest(info) ? host.matchInMemory(null, query) : null;
  return known ?? (await promised((done) => host.matchAnywhere(query, done))) ?? false;
}

export const caches = new CacheStorage(internalToken, ops.cache, null);

/** The caches of a bucket of the host. */
export const cachesOf = (bucket) =>
  new CacheStorage(internalToken, ops.buckets.caches(bucket), bucket);
