// Requests and responses between scripts and the host. On the host's side they are FetchRequest and
// FetchResponse.

import { ops } from "./host.mjs";
import { InnerBody } from "./inner-body.mjs";
import { createHeaders, flatten, listOf, unflatten } from "../headers.mjs";
import * as requests from "../request.mjs";
import * as responses from "../response.mjs";

/**
 * The host's request for a Request. Takes its body over, which is disturbed afterwards and must not
 * be unusable before.
 */
export const requestToHost = (request) =>
  hostRequest(request, requests.bodyOf(request)?.take() ?? null);

/** The host's request for a Request, with a null body: for comparing and keeping it. */
export const requestHeadToHost = (request) => hostRequest(request, null);

const hostRequest = (request, body) =>
  hostRequestOf(requests.stateOf(request), flatten(listOf(requests.headersOf(request))), body);

/** The host's request of all that a Request keeps, of headers as flatten() gives them, and a body. */
export function hostRequestOf(state, headers, body) {
  const parts = [
    state.method,
    state.url,
    headers,
    state.mode,
    state.credentials,
    state.cache,
    state.redirect,
    state.destination,
    state.referrer,
    state.referrerPolicy,
    state.integrity,
    state.keepalive,
    state.priority,
    state.blob,
  ];
  return ops.fetch.request(parts, body);
}

/** A Request for a request of the host, with a headers guard and the signals that abort it. */
export function requestFromHost(handle, { guard = "request", signals = [] } = {}) {
  const parts = ops.fetch.requestParts(handle);
  const state = {
    __proto__: null,
    method: parts[0],
    url: parts[1],
    mode: parts[3],
    credentials: parts[4],
    cache: parts[5],
    redirect: parts[6],
    destination: parts[7],
    referrer: parts[8],
    referrerPolicy: parts[9],
    integrity: parts[10],
    keepalive: parts[11],
    priority: parts[12],
    blob: parts[13],
  };
  const headers = createHeaders(unflatten(parts[2]), guard);
  return requests.createRequest(state, headers, bodyFromHost(ops.fetch.requestBody(handle)), signals);
}

/**
 * The host's response for a Response: all of it, also what a filter hides from the script. Takes its
 * body over, which is disturbed afterwards and must not be unusable before.
 */
export function responseToHost(response) {
  const handle = bodyBehind(response)?.take() ?? null;
  return ops.fetch.withBody(responseHeadToHost(response), handle);
}

/** The host's response for a Response, with a null body. */
export function responseHeadToHost(response) {
  const state = responses.stateOf(response);
  if (state.host !== null) {
    return state.host;
  }
  const headers = flatten(listOf(responses.headersOf(response)));
  return ops.fetch.response(state.type, state.status, state.statusText, headers, null);
}

/** A response's body, also where a filter hides it from the script; or null. */
export const bodyBehind = (response) =>
  responses.bodyOf(response) ?? responses.stateOf(response).hidden;

/** A Response for a response of the host, filtered as its type says. */
export const responseFromHost = (handle, { guard = "immutable" } = {}) =>
  responses.createDeferredResponse(new HostResponse(handle, guard));

/** What a Response is made of when a script looks at it. */
class HostResponse {
  #handle;
  #guard;

  constructor(handle, guard) {
    this.#handle = handle;
    this.#guard = guard;
  }

  body() {
    return bodyFromHost(ops.fetch.visibleBody(this.#handle));
  }

  head() {
    const handle = this.#handle;
    const parts = ops.fetch.responseParts(handle);
    const state = {
      __proto__: null,
      type: parts[0],
      url: parts[1],
      urls: parts[2],
      status: parts[3],
      statusText: parts[4],
      // A response whose headers a script can change no longer is the host's.
      host: this.#guard === "immutable" ? ops.fetch.withBody(handle, null) : null,
      hidden: bodyFromHost(ops.fetch.hiddenBody(handle)),
    };
    return { state, headers: createHeaders(unflatten(parts[5]), this.#guard) };
  }
}

const bodyFromHost = (handle) => (handle === null ? null : InnerBody.ofHandle(handle));
