// What caches and background fetches are asked for: requests and options from scripts, queries for the host.

import { ObjectFreeze } from "./primordials.mjs";
import { ops } from "./host.mjs";
import { toDictionary, toUSVString } from "./webidl.mjs";
import { requestHeadToHost } from "./messages.mjs";
import { flatten, listOf } from "../headers.mjs";
import { Request, headersOf, isRequest, stateOf } from "../request.mjs";

/** https://fetch.spec.whatwg.org/#requestinfo */
export const toRequestInfo = (value) => (isRequest(value) ? value : toUSVString(value));

const DEFAULTS = ObjectFreeze({
  __proto__: null,
  given: null,
  ignoreMethod: false,
  ignoreSearch: false,
  ignoreVary: false,
});

/** https://w3c.github.io/ServiceWorker/#dictdef-cachequeryoptions */
export function toQueryOptions(value) {
  if (value === undefined) {
    return DEFAULTS;
  }
  const given = toDictionary(value, "The query's options");
  return {
    __proto__: null,
    given,
    ignoreMethod: !!given?.ignoreMethod,
    ignoreSearch: !!given?.ignoreSearch,
    ignoreVary: !!given?.ignoreVary,
  };
}

/**
 * The host's query for a request, or for everything where that is undefined; null where nothing can
 * be found because of the request's method.
 */
export function queryFor(info, { ignoreMethod, ignoreSearch, ignoreVary }) {
  if (info === undefined) {
    return ops.cache.queryForAll();
  }
  if (isRequest(info) && stateOf(info).method !== "GET" && !ignoreMethod) {
    return null;
  }
  // Where there is no query for a URL, the constructor says why.
  const quick = isRequest(info) ? null : ops.cache.queryForUrl(info, ignoreSearch, ignoreVary);
  if (quick !== null) {
    return quick;
  }
  const request = isRequest(info) ? info : new Request(info);
  const headers = flatten(listOf(headersOf(request)));
  return ops.cache.queryFor(stateOf(request).url, headers, ignoreSearch, ignoreVary);
}

/** The host's request, without a body, for a request that is kept or compared. */
export function requestHeadFor(info) {
  const quick = isRequest(info) ? null : ops.cache.requestFor(info);
  return quick ?? requestHeadToHost(isRequest(info) ? info : new Request(info));
}
