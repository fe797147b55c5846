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
import { queryFor, toQueryOptions, toRequestInfo } from "./internal/cache-query.mjs";
import { responseFromHost } from "./internal/messages.mjs";
import { createCache } from "./cache.mjs";

export class CacheStorage {
  #brand;

  constructor(token = undefined) {
    requireToken(token, "CacheStorage");
  }

  static #check(value) {
    if (!(#brand in value)) {
      throw illegalInvocation("CacheStorage");
    }
  }

  async match(request, options = undefined) {
    CacheStorage.#check(this);
    requireArguments(arguments.length, 1, "CacheStorage.match()");
    const info = toRequestInfo(request);
    const converted = toQueryOptions(options);
    const cacheName = converted.given?.cacheName;
    const name = cacheName === undefined ? null : toDOMString(cacheName);
    const query = queryFor(info, converted);
    if (query === null) {
      return undefined;
    }
    let found = name === null ? guarded(() => ops.cache.matchAnywhereInMemory(query)) : null;
    if (found === null) {
      found = await promised((done) =>
        name === null
          ? ops.cache.matchAnywhere(query, done)
          : ops.cache.matchIn(name, query, done),
      );
    }
    return found === null || found === false ? undefined : responseFromHost(found);
  }

  async has(cacheName) {
    CacheStorage.#check(this);
    requireArguments(arguments.length, 1, "CacheStorage.has()");
    const name = toDOMString(cacheName);
    return promised((done) => ops.cache.has(name, done));
  }

  async open(cacheName) {
    CacheStorage.#check(this);
    requireArguments(arguments.length, 1, "CacheStorage.open()");
    const name = toDOMString(cacheName);
    return createCache(await promised((done) => ops.cache.open(name, done)));
  }

  async delete(cacheName) {
    CacheStorage.#check(this);
    requireArguments(arguments.length, 1, "CacheStorage.delete()");
    const name = toDOMString(cacheName);
    return promised((done) => ops.cache.deleteCache(name, done));
  }

  async keys() {
    CacheStorage.#check(this);
    return arrayOf(await promised((done) => ops.cache.names(done)));
  }
}
defineInterface(CacheStorage, "CacheStorage");

export const caches = new CacheStorage(internalToken);
