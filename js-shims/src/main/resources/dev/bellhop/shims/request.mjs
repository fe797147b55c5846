// https://fetch.spec.whatwg.org/#request-class

import {
  RegExpPrototypeExec,
  StringPrototypeStartsWith,
  StringPrototypeToUpperCase,
  TypeError,
} from "./internal/primordials.mjs";
import { load, ops } from "./internal/host.mjs";
import {
  defineInterface,
  isObject,
  requireArguments,
  toUSVString,
} from "./internal/webidl.mjs";
import { extract } from "./internal/body-init.mjs";
import { includeBody } from "./internal/body-mixin.mjs";
import { isEmpty, toRequestInit } from "./internal/request-init.mjs";
import {
  appendTo,
  containsName,
  createHeaders,
  fillHeaders,
  guardOf,
  listOf,
  setGuard,
} from "./headers.mjs";

const METHOD = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
const NORMALIZED = { __proto__: null, DELETE: 1, GET: 1, HEAD: 1, OPTIONS: 1, POST: 1, PUT: 1 };
const SAFELISTED = { __proto__: null, GET: 1, HEAD: 1, POST: 1 };

export let isRequest;
/** A request's members, apart from its body, headers and signal. */
export let stateOf;
export let bodyOf;
export let headersOf;
/** The AbortSignals that abort the request: none or one. */
export let signalsOf;
/** A Request of these members; the signals may come from a function that is called at most once. */
export let createRequest;

/**
 * What requests are when nothing else is said of them, but for their URLs.
 * https://fetch.spec.whatwg.org/#requests
 */
export const USUAL = {
  __proto__: null,
  method: "GET",
  mode: "cors",
  credentials: "same-origin",
  cache: "default",
  redirect: "follow",
  destination: "",
  referrer: "client",
  referrerPolicy: "",
  integrity: "",
  keepalive: false,
  priority: "auto",
  blob: null,
};

export class Request {
  #state;
  #headers;
  #body = null;
  #signal = null;
  #signals = [];

  static {
    isRequest = (value) => isObject(value) && #state in value;
    stateOf = (request) => request.#state;
    bodyOf = (request) => request.#body;
    headersOf = (request) => request.#headers;
    signalsOf = (request) => (request.#signal === null ? request.#followed() : [request.#signal]);
    createRequest = (state, headers, body, signals = []) => {
      const request = new Request("about:blank");
      request.#state = state;
      request.#headers = headers;
      request.#body = body;
      request.#signals = signals;
      return request;
    };
  }

  constructor(input, init = undefined) {
    requireArguments(arguments.length, 1, "The Request constructor");
    const source = isRequest(input) ? input : toUSVString(input);
    const options = toRequestInit(init);
    const given = source !== input || typeof source === "string" ? null : source;
    const state = given === null ? freshState(source) : { ...given.#state };
    this.#signals = given === null ? [] : signalsOf(given);
    if (options.window !== undefined && options.window !== null) {
      throw new TypeError("A request's window can only be null.");
    }
    if (!isEmpty(options)) {
      if (state.mode === "navigate") {
        state.mode = "same-origin";
      }
      state.referrer = "client";
      state.referrerPolicy = "";
    }
    applyInit(state, options);
    if (options.signal !== undefined) {
      this.#signals = options.signal === null ? [] : [options.signal];
    }
    this.#state = state;
    this.#headers = this.#initialHeaders(given, options);
    this.#body = this.#initialBody(given, options);
  }

  /** Steps of the constructor from "set this's headers". */
  #initialHeaders(given, options) {
    const { mode, method } = this.#state;
    const headers = createHeaders([], "request");
    if (mode === "no-cors") {
      if (!(method in SAFELISTED)) {
        throw new TypeError(
          `A request of mode "no-cors" can be GET, HEAD or POST, but not ${method}.`,
        );
      }
      setGuard(headers, "request-no-cors");
    }
    const inherited = given === null ? [] : listOf(given.#headers);
    if (options.headers !== undefined) {
      fillHeaders(headers, options.headers);
    } else {
      for (let i = 0; i < inherited.length; i++) {
        const { name, value } = inherited[i];
        if (isEmpty(options)) {
          appendTo(listOf(headers), name, value);
        } else {
          fillHeaders(headers, [[name, value]]);
        }
      }
    }
    return headers;
  }

  /** Steps of the constructor from "let inputBody be". */
  #initialBody(given, options) {
    const { method, mode, keepalive } = this.#state;
    const inputBody = given === null ? null : given.#body;
    const hasInit = options.body !== undefined && options.body !== null;
    if ((hasInit || inputBody !== null) && (method === "GET" || method === "HEAD")) {
      throw new TypeError(`A ${method} request cannot have a body.`);
    }
    let initBody = null;
    if (hasInit) {
      const { body, type } = extract(options.body, keepalive);
      initBody = body;
      if (type !== null && !containsName(listOf(this.#headers), "content-type")) {
        fillHeaders(this.#headers, [["Content-Type", type]]);
      }
    }
    const body = initBody ?? inputBody;
    if (body !== null && !body.hasSource) {
      if (initBody !== null && options.duplex === undefined) {
        throw new TypeError('A request whose body is a stream needs duplex: "half".');
      }
      if (mode !== "same-origin" && mode !== "cors") {
        throw new TypeError(
          `A request whose body is a stream needs mode "cors" or "same-origin", not "${mode}".`,
        );
      }
    }
    if (initBody === null && inputBody !== null) {
      if (inputBody.isUnusable) {
        throw new TypeError("The body of the given request has been read already.");
      }
      return inputBody.proxy();
    }
    return body;
  }

  get method() {
    return this.#state.method;
  }

  get url() {
    return this.#state.url;
  }

  get headers() {
    return this.#headers;
  }

  get destination() {
    return this.#state.destination;
  }

  get referrer() {
    const { referrer } = this.#state;
    return referrer === "no-referrer" ? "" : referrer === "client" ? "about:client" : referrer;
  }

  get referrerPolicy() {
    return this.#state.referrerPolicy;
  }

  get mode() {
    return this.#state.mode;
  }

  get credentials() {
    return this.#state.credentials;
  }

  get cache() {
    return this.#state.cache;
  }

  get redirect() {
    return this.#state.redirect;
  }

  get integrity() {
    return this.#state.integrity;
  }

  get keepalive() {
    return this.#state.keepalive;
  }

  get isReloadNavigation() {
    this.#state;
    return false;
  }

  get isHistoryNavigation() {
    this.#state;
    return false;
  }

  /** The signals that abort it, made when they are asked for where its maker gave a function. */
  #followed() {
    if (typeof this.#signals === "function") {
      this.#signals = this.#signals();
    }
    return this.#signals;
  }

  get signal() {
    // Made when asked for: most requests' signals never are.
    this.#signal ??= load("abort-signal.mjs").createDependentSignal(this.#followed());
    return this.#signal;
  }

  get duplex() {
    this.#state;
    return "half";
  }

  clone() {
    const body = this.#body;
    if (body?.isUnusable) {
      throw new TypeError("A request whose body has been read cannot be cloned.");
    }
    const list = [];
    const own = listOf(this.#headers);
    for (let i = 0; i < own.length; i++) {
      appendTo(list, own[i].name, own[i].value);
    }
    const headers = createHeaders(list, guardOf(this.#headers));
    return createRequest({ ...this.#state }, headers, body?.clone() ?? null, signalsOf(this));
  }
}
includeBody(Request, bodyOf, (request) => listOf(headersOf(request)));
defineInterface(Request, "Request");

function freshState(url) {
  const parsed = ops.fetch.parseUrl(url);
  if (parsed === null) {
    throw new TypeError(`"${url}" is no URL.`);
  }
  if (parsed[1]) {
    throw new TypeError(
      `"${url}" has a user name or a password, which fetch does not take; use a header instead.`,
    );
  }
  const href = parsed[0];
  const blob = StringPrototypeStartsWith(href, "blob:") ? ops.blobUrls.resolve(href) : null;
  return { __proto__: null, ...USUAL, url: href, blob };
}

/** Steps of the constructor that set members of the request, in their order. */
function applyInit(state, options) {
  if (options.referrer !== undefined) {
    state.referrer = toReferrer(options.referrer);
  }
  state.referrerPolicy = options.referrerPolicy ?? state.referrerPolicy;
  if (options.mode === "navigate") {
    throw new TypeError('A script cannot make a request of mode "navigate".');
  }
  state.mode = options.mode ?? state.mode;
  state.credentials = options.credentials ?? state.credentials;
  state.cache = options.cache ?? state.cache;
  if (state.cache === "only-if-cached" && state.mode !== "same-origin") {
    throw new TypeError('cache: "only-if-cached" needs mode: "same-origin".');
  }
  state.redirect = options.redirect ?? state.redirect;
  state.integrity = options.integrity ?? state.integrity;
  state.keepalive = options.keepalive ?? state.keepalive;
  state.priority = options.priority ?? state.priority;
  if (options.method !== undefined) {
    state.method = toMethod(options.method);
  }
}

function toReferrer(referrer) {
  if (referrer === "") {
    return "no-referrer";
  }
  const parsed = ops.fetch.parseUrl(referrer);
  if (parsed === null) {
    throw new TypeError(`The referrer "${referrer}" is no URL.`);
  }
  const isClient = parsed[3] === "about:client" || StringPrototypeStartsWith(parsed[3], "about:client?");
  return isClient || parsed[2] !== ops.fetch.origin() ? "client" : parsed[0];
}

function toMethod(method) {
  if (RegExpPrototypeExec(METHOD, method) === null) {
    throw new TypeError(`"${method}" is no HTTP method.`);
  }
  if (ops.fetch.isForbiddenMethod(method)) {
    throw new TypeError(`The method ${method} is not for scripts.`);
  }
  const upper = StringPrototypeToUpperCase(method);
  return upper in NORMALIZED ? upper : method;
}
