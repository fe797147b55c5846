// https://w3c.github.io/ServiceWorker/#cache-interface

import {
  ArrayPrototypeIncludes,
  ArrayPrototypePush,
  Error,
  ObjectFreeze,
  PromiseAll,
  PromiseReject,
  PromiseResolve,
  StringPrototypeStartsWith,
  TypeError,
} from "./internal/primordials.mjs";
import { arrayOf, guarded, load, ops, promised } from "./internal/host.mjs";
import {
  defineInterface,
  internalToken,
  requireArguments,
  requireToken,
  toSequence,
} from "./internal/webidl.mjs";
import { mistake } from "./internal/mistakes.mjs";
import { LASTING, until, watch, watched } from "./internal/lifetime-watch.mjs";
import { queryFor, requestHeadFor, toQueryOptions, toRequestInfo } from "./internal/cache-query.mjs";
import {
  bodyBehind,
  requestFromHost,
  requestToHost,
  responseFromHost,
  responseHeadToHost,
} from "./internal/messages.mjs";
import { nameAllElsewhere } from "./internal/relative-urls.mjs";
import { Request, isRequest, signalsOf, stateOf } from "./request.mjs";
import { isResponse } from "./response.mjs";

/** A Cache for the host's. */
export let createCache;

/** What the host gives for a put that is done, instead of the number of its group. */
const DONE = 0;

/** Puts wait for the disk together: the number of the last such group. */
let lastGroup = DONE;
let lastReached = null;

/** The promise that the puts of the last group have reached the disk. */
function reached(group) {
  if (group !== lastGroup) {
    lastGroup = group;
    lastReached = promised((done) => ops.cache.groupReached(done));
  }
  return lastReached;
}

export class Cache {
  #host = null;
  /** Whether the host knows that the script means to write to it. */
  #meant = false;

  static {
    createCache = (host) => {
      const cache = new Cache(internalToken);
      cache.#host = host;
      return cache;
    };
  }

  constructor(token = undefined) {
    requireToken(token, "Cache");
  }

  #writable() {
    const host = this.#host;
    if (!this.#meant) {
      this.#meant = true;
      ops.hints?.cacheWritten(host);
    }
    return host;
  }

  // Neither match() nor put() is async: most have their answer at once, and the engine takes longer
  // over such functions than over all else here.
  match(request, options = undefined) {
    try {
      const host = this.#host;
      requireArguments(arguments.length, 1, "Cache.match()");
      const info = toRequestInfo(request);
      const converted = toQueryOptions(options);
      const known = isRequest(info)
        ? null
        : ops.cache.urlInMemory(host, info, converted.ignoreSearch, converted.ignoreVary);
      return known === null ? match(host, info, converted) : PromiseResolve(matched(known));
    } catch (error) {
      return PromiseReject(error);
    }
  }

  async matchAll(request = undefined, options = undefined) {
    const host = this.#host;
    const info = request === undefined ? undefined : toRequestInfo(request);
    const query = queryFor(info, toQueryOptions(options));
    return query === null
      ? ObjectFreeze([])
      : frozen(await promised((done) => ops.cache.matchAll(host, query, done)), responseFromHost);
  }

  async add(request) {
    const host = this.#writable();
    requireArguments(arguments.length, 1, "Cache.add()");
    await addAll(host, [toRequestInfo(request)], "cache.add()");
  }

  async addAll(requests) {
    const host = this.#writable();
    requireArguments(arguments.length, 1, "Cache.addAll()");
    await addAll(host, toSequence(requests, toRequestInfo, "The requests"), "cache.addAll()");
  }

  put(request, response) {
    const ended = watch("cache.put()", LASTING);
    let pending;
    try {
      const host = this.#writable();
      requireArguments(arguments.length, 2, "Cache.put()");
      const info = toRequestInfo(request);
      if (!isResponse(response)) {
        throw new TypeError("Cache.put() needs a Response as its second argument.");
      }
      pending = put(host, requestHeadFor(info), responseHeadToHost(response), bodyBehind(response));
    } catch (error) {
      ended();
      return PromiseReject(error);
    }
    if (pending === null) {
      ended();
      return PromiseResolve(undefined);
    }
    return until(pending, ended);
  }

  async delete(request, options = undefined) {
    const host = this.#host;
    requireArguments(arguments.length, 1, "Cache.delete()");
    const info = toRequestInfo(request);
    const query = queryFor(info, toQueryOptions(options));
    return query === null
      ? false
      : watched("cache.delete()", LASTING, (done) => ops.cache.deleteEntries(host, query, done));
  }

  async keys(request = undefined, options = undefined) {
    const host = this.#host;
    const info = request === undefined ? undefined : toRequestInfo(request);
    const query = queryFor(info, toQueryOptions(options));
    return query === null
      ? ObjectFreeze([])
      : frozen(await promised((done) => ops.cache.requests(host, query, done)), (handle) =>
          requestFromHost(handle, { guard: "immutable" }),
        );
  }
}
defineInterface(Cache, "Cache");

/** The value of an operation that throws for what cannot be cached, which is named then. */
function cacheable(requestHead, responseHead, operation) {
  try {
    return guarded(operation);
  } catch (error) {
    const refusal = ops.cache.refusal(requestHead, responseHead);
    if (refusal !== null) {
      mistake(refusal);
    }
    throw error;
  }
}

const requireCacheable = (requestHead, responseHead) =>
  cacheable(requestHead, responseHead, () =>
    ops.cache.requireCacheable(requestHead, responseHead),
  );

/** Null for a put that is done, or the promise that it will be. */
function put(host, requestHead, responseHead, body) {
  if (body !== null && body.isUnusable) {
    requireCacheable(requestHead, responseHead);
    mistake("put-used-body");
    throw new TypeError("The response's body has been read already; put a clone() of it.");
  }
  const putAtOnce = (handle) =>
    cacheable(requestHead, responseHead, () =>
      ops.cache.putAtOnce(host, requestHead, responseHead, handle),
    );
  const group = body === null ? putAtOnce(null) : body.consumeAtOnce(putAtOnce);
  if (group === null) {
    return putSlowly(host, requestHead, responseHead, body);
  }
  return group === DONE ? null : reached(group);
}

/** A put whose body has to be read, or that the host's log has no room for. */
async function putSlowly(host, requestHead, responseHead, body) {
  requireCacheable(requestHead, responseHead);
  if (body === null) {
    await promised((done) => ops.cache.put(host, requestHead, responseHead, done));
    return;
  }
  await body.consume((handle, done) =>
    ops.cache.put(host, requestHead, ops.fetch.withBody(responseHead, handle), done),
  );
}

/** The Response for what the host has, where it has any. */
const matched = (found) =>
  found === null || found === false ? undefined : responseFromHost(found);

async function match(host, info, options) {
  const query = queryFor(info, options);
  if (query === null) {
    return undefined;
  }
  const known = isRequest(info) ? ops.cache.matchInMemory(host, query) : null;
  return matched(known ?? (await promised((done) => ops.cache.match(host, query, done))));
}

/** A frozen array of what the elements of a host's array become. */
const frozen = (handles, convert) => ObjectFreeze(arrayOf(handles, convert));

/** https://w3c.github.io/ServiceWorker/#cache-addAll */
async function addAll(host, infos, method) {
  nameAllElsewhere(infos);
  const ended = watch(method, LASTING);
  try {
    await fetchAndAdd(host, infos);
  } finally {
    ended();
  }
}

async function fetchAndAdd(host, infos) {
  for (let i = 0; i < infos.length; i++) {
    if (isRequest(infos[i])) {
      requireAddable(infos[i]);
    }
  }
  const here = new Error();
  const requests = [];
  for (let i = 0; i < infos.length; i++) {
    const request = new Request(infos[i]);
    requireAddable(request);
    ArrayPrototypePush(requests, request);
  }
  const fetches = new Fetches();
  try {
    const handles = [];
    const pending = [];
    for (let i = 0; i < requests.length; i++) {
      ArrayPrototypePush(handles, requestToHost(requests[i]));
      ArrayPrototypePush(pending, fetches.start(requests[i], handles[i], here));
    }
    const responses = await PromiseAll(pending);
    await promised((done) => ops.cache.addAll(host, handles, responses, done));
  } catch (error) {
    if (error?.name === "InvalidStateError") {
      nameDuplicate(requests, here);
    }
    fetches.abort();
    throw fetches.aborted === null ? error : fetches.aborted.reason;
  }
}

function nameDuplicate(requests, here) {
  const urls = [];
  for (let i = 0; i < requests.length; i++) {
    const { url } = stateOf(requests[i]);
    if (ArrayPrototypeIncludes(urls, url)) {
      mistake("addall-duplicate", { __proto__: null, url }, here);
      return;
    }
    ArrayPrototypePush(urls, url);
  }
}

function requireAddable(request) {
  const { method, url } = stateOf(request);
  if (!StringPrototypeStartsWith(url, "http:") && !StringPrototypeStartsWith(url, "https:")) {
    throw new TypeError(`Only http and https URLs can be cached, not ${url}.`);
  }
  if (method !== "GET") {
    throw new TypeError(`Only responses to GET requests can be cached, not to ${method}.`);
  }
}

/** The fetches of one call: all are given up when one fails or is aborted. */
class Fetches {
  #token = ops.fetch.token();
  /** The reason that the first aborted signal gave, in an object; or null. */
  aborted = null;

  async start(request, handle, here) {
    const [signal] = signalsOf(request);
    if (signal !== undefined) {
      this.#follow(signal);
    }
    const response = await promised((done) => ops.fetch.fetch(handle, this.#token, done));
    if (ops.cache.isOpaque(response)) {
      mistake("addall-opaque", { __proto__: null, url: stateOf(request).url }, here);
    }
    guarded(() => ops.cache.requireAddable(handle, response));
    return response;
  }

  #follow(signal) {
    const { abortReason, addAbortAlgorithm, isAborted } = load("abort-signal.mjs");
    if (isAborted(signal)) {
      this.aborted ??= { reason: abortReason(signal) };
      throw this.aborted.reason;
    }
    addAbortAlgorithm(signal, (reason) => {
      this.aborted ??= { reason };
      this.abort();
    });
  }

  abort() {
    ops.fetch.abort(this.#token);
  }
}
