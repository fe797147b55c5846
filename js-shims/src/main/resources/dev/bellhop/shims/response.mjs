// https://fetch.spec.whatwg.org/#response-class

import {
  JSONStringify,
  ObjectFreeze,
  RangeError,
  RegExpPrototypeExec,
  TypeError,
  uncurryThis,
} from "./internal/primordials.mjs";
import { ops } from "./internal/host.mjs";
import {
  defineInterface,
  internalToken,
  isObject,
  requireArguments,
  toByteString,
  toDictionary,
  toUSVString,
  toUnsignedShort,
} from "./internal/webidl.mjs";
import { extract, toBodyInit } from "./internal/body-init.mjs";
import { includeBody } from "./internal/body-mixin.mjs";
import { InnerBody } from "./internal/inner-body.mjs";
import {
  appendTo,
  containsName,
  createHeaders,
  fillHeaders,
  guardOf,
  listOf,
  toHeadersInit,
} from "./headers.mjs";

const REASON_PHRASE = /^[\t \x21-\x7e\x80-\xff]*$/;
const REDIRECT_STATUSES = { __proto__: null, 301: 1, 302: 1, 303: 1, 307: 1, 308: 1 };
const NULL_BODY_STATUSES = { __proto__: null, 101: 1, 103: 1, 204: 1, 205: 1, 304: 1 };

export let isResponse;
/**
 * A response's members, apart from its body and headers: what the script sees, `host`, the host's
 * response with everything behind the filter, or null, and `hidden`, the body behind the filter
 * where the visible one is null.
 */
export let stateOf;
export let bodyOf;
export let headersOf;
/** A Response of these members. */
export let createResponse;
/**
 * A Response whose members are made when a script first looks: `source` has head(), which gives
 * `state` and `headers`, and body(). Most responses of a cache are only read or passed on.
 */
export let createDeferredResponse;
let initialize;

export class Response {
  #source = null;
  #stateOrNull = null;
  #headersOrNull = null;
  #bodyOrUnknown = undefined;

  get #state() {
    if (this.#stateOrNull === null) {
      this.#reveal();
    }
    return this.#stateOrNull;
  }

  get #headers() {
    if (this.#headersOrNull === null) {
      this.#reveal();
    }
    return this.#headersOrNull;
  }

  get #body() {
    if (this.#bodyOrUnknown === undefined) {
      this.#bodyOrUnknown = this.#source.body();
    }
    return this.#bodyOrUnknown;
  }

  #reveal() {
    const { state, headers } = this.#source.head();
    this.#stateOrNull = state;
    this.#headersOrNull = headers;
  }

  static {
    isResponse = (value) => isObject(value) && #source in value;
    stateOf = (response) => response.#state;
    bodyOf = (response) => response.#body;
    headersOf = (response) => response.#headers;
    createResponse = (state, headers, body) => {
      const response = new Response(internalToken);
      response.#stateOrNull = state;
      response.#headersOrNull = headers;
      response.#bodyOrUnknown = body;
      return response;
    };
    createDeferredResponse = (source) => {
      const response = new Response(internalToken);
      response.#source = source;
      return response;
    };
    /** https://fetch.spec.whatwg.org/#initialize-a-response */
    initialize = (response, init, bodyWithType) => {
      const state = response.#state;
      const headers = response.#headers;
      state.status = init.status;
      state.statusText = init.statusText;
      if (init.headers !== undefined) {
        fillHeaders(headers, init.headers);
      }
      if (bodyWithType === null) {
        return;
      }
      if (init.status in NULL_BODY_STATUSES) {
        throw new TypeError(`A response of status ${init.status} cannot have a body.`);
      }
      response.#bodyOrUnknown = bodyWithType.body;
      if (bodyWithType.type !== null && !containsName(listOf(headers), "content-type")) {
        fillHeaders(headers, [["Content-Type", bodyWithType.type]]);
      }
    };
  }

  constructor(body = null, init = undefined) {
    if (body === internalToken) {
      return;
    }
    this.#stateOrNull = {
      __proto__: null,
      type: "default",
      url: "",
      urls: 0,
      status: 200,
      statusText: "",
      host: null,
      hidden: null,
    };
    this.#headersOrNull = createHeaders([], "response");
    this.#bodyOrUnknown = null;
    const given = body === null ? null : toBodyInit(body);
    const options = toResponseInit(init);
    checkStatus(options);
    initialize(this, options, given === null ? null : extract(given));
  }

  static error() {
    const response = new Response();
    response.#state.type = "error";
    response.#state.status = 0;
    response.#headersOrNull = createHeaders([], "immutable");
    return response;
  }

  static redirect(url, status = 302) {
    requireArguments(arguments.length, 1, "Response.redirect()");
    const text = toUSVString(url);
    const code = toUnsignedShort(status);
    const parsed = ops.fetch.parseUrl(text);
    if (parsed === null) {
      throw new TypeError(`"${text}" is no URL.`);
    }
    if (!(code in REDIRECT_STATUSES)) {
      throw new RangeError(`A redirect has status 301, 302, 303, 307 or 308, not ${code}.`);
    }
    const response = new Response();
    response.#state.status = code;
    const list = [];
    appendTo(list, "Location", parsed[0]);
    response.#headersOrNull = createHeaders(list, "immutable");
    return response;
  }

  static json(data, init = undefined) {
    requireArguments(arguments.length, 1, "Response.json()");
    const options = toResponseInit(init);
    const text = JSONStringify(data);
    if (text === undefined) {
      throw new TypeError("The value cannot be written as JSON.");
    }
    checkStatus(options);
    const response = new Response();
    const { body } = extract(toBodyInit(text));
    initialize(response, options, { body, type: "application/json" });
    return response;
  }

  get type() {
    return this.#state.type;
  }

  get url() {
    return this.#state.url;
  }

  get redirected() {
    return this.#state.urls > 1;
  }

  get status() {
    return this.#state.status;
  }

  get ok() {
    const { status } = this.#state;
    return status >= 200 && status <= 299;
  }

  get statusText() {
    return this.#state.statusText;
  }

  get headers() {
    return this.#headers;
  }

  clone() {
    const body = this.#body;
    if (body?.isUnusable) {
      throw new TypeError("A response whose body has been read cannot be cloned.");
    }
    const list = [];
    const own = listOf(this.#headers);
    for (let i = 0; i < own.length; i++) {
      appendTo(list, own[i].name, own[i].value);
    }
    const headers = createHeaders(list, guardOf(this.#headers));
    const hidden = this.#state.hidden?.clone() ?? null;
    return createResponse({ ...this.#state, hidden }, headers, body?.clone() ?? null);
  }
}
includeBody(Response, bodyOf, (response) => listOf(headersOf(response)));
defineInterface(Response, "Response");

/** The promise of a body's bytes, whatever a script has made of the method. */
export const arrayBufferOf = uncurryThis(Response.prototype.arrayBuffer);

const DEFAULTS = ObjectFreeze({
  __proto__: null,
  headers: undefined,
  status: 200,
  statusText: "",
});

function toResponseInit(value) {
  if (value === undefined) {
    return DEFAULTS;
  }
  const given = toDictionary(value, "The response's options");
  const headers = given?.headers;
  const status = given?.status;
  const statusText = given?.statusText;
  return {
    headers: headers === undefined ? undefined : toHeadersInit(headers),
    status: status === undefined ? 200 : toUnsignedShort(status),
    statusText: statusText === undefined ? "" : toByteString(statusText),
  };
}

function checkStatus({ status, statusText }) {
  if (status < 200 || status > 599) {
    throw new RangeError(`A response's status is between 200 and 599, not ${status}.`);
  }
  if (statusText !== "" && RegExpPrototypeExec(REASON_PHRASE, statusText) === null) {
    throw new TypeError(`"${statusText}" cannot stand as a status text.`);
  }
}
