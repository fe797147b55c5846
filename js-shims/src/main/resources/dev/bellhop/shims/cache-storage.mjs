// https://w3c.github.io/ServiceWorker/#cachestorage-interface

import { arrayOf, ops, promised } from "./internal/host.mjs";
import {
  defineInterface,
  illegalInvocation,
  internalToken,
  requireArguments,
  requireToken,
  toDOMString,
} from "./internal/webidl.mjs";
import { Places } from "./internal/mistakes.mjs";
import { queryFor, toQueryOptions, toRequestInfo } from "./internal/cache-query.mjs";
import { responseFromHost } from "./internal/messages.mjs";
import { createCache } from "./cache.mjs";
import { isRequest } from "./request.mjs";

/** Where caches are opened. */
const places = new Places(20);

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
    const known =
      name !== null || isRequest(info)
        ? null
        : ops.cache.urlInMemory(null, info, converted.ignoreSearch, converted.ignoreVary);
    const found = known === null ? await match(name, info, converted) : known;
    return found === false ? undefined : responseFromHost(found);
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
    const here = places.here();
    if (here !== null) {
      ops.hints?.cacheOpened(name, ops.realm.place(here));
    }
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

/** What the host has in a cache, or in any where the name is null; or false. */
async function match(name, info, options) {
  const query = queryFor(info, options);
  if (query === null) {
    return false;
  }
  if (name !== null) {
    return (await promised((done) => ops.cache.matchIn(name, query, done))) ?? false;
  }
  const known = isRequest(info) ? ops.cache.matchInMemory(null, query) : null;
  return known ?? (await promised((done) => ops.cache.matchAnywhere(query, done))) ?? false;
}

export const caches = new CacheStorage(internalToken);
