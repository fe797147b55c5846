// https://urlpattern.spec.whatwg.org/#urlpattern-class

import {
  ArrayPrototypePush,
  Boolean,
  ObjectDefineProperty,
  RegExp,
  RegExpPrototypeExec,
  TypeError,
} from "./internal/primordials.mjs";
import { guarded, ops } from "./internal/host.mjs";
import { defineInterface, isObject, toDictionary, toUSVString } from "./internal/webidl.mjs";

// The order in which components pass to the host, the base URL of an init behind them.
const COMPONENTS = [
  "protocol",
  "username",
  "password",
  "hostname",
  "port",
  "pathname",
  "search",
  "hash",
  "baseURL",
];
const PROTOCOL = 0;
const USERNAME = 1;
const PASSWORD = 2;
const HOSTNAME = 3;
const PORT = 4;
const PATHNAME = 5;
const SEARCH = 6;
const HASH = 7;
const BASE_URL = 8;

// A dictionary's members are read and written in the order of their names.
const INIT_MEMBERS = [
  BASE_URL,
  HASH,
  HOSTNAME,
  PASSWORD,
  PATHNAME,
  PORT,
  PROTOCOL,
  SEARCH,
  USERNAME,
];

/** The host's pattern of a URLPattern, or null for any other value. */
let patternOf;

export class URLPattern {
  #pattern;
  #components;

  static {
    patternOf = (value) => (isObject(value) && #pattern in value ? value.#pattern : null);
  }

  constructor(input = undefined, baseURLOrOptions = undefined, options = undefined) {
    const hasBase = isBaseURL(arguments.length, baseURLOrOptions);
    const what = toInput(input);
    const base = hasBase ? toUSVString(baseURLOrOptions) : null;
    const ignoreCase = toIgnoreCase(hasBase ? options : baseURLOrOptions);
    this.#pattern = createPattern(what, base, ignoreCase);
    this.#components = ops.urlPattern.components(this.#pattern);
  }

  get protocol() {
    return this.#components[PROTOCOL];
  }

  get username() {
    return this.#components[USERNAME];
  }

  get password() {
    return this.#components[PASSWORD];
  }

  get hostname() {
    return this.#components[HOSTNAME];
  }

  get port() {
    return this.#components[PORT];
  }

  get pathname() {
    return this.#components[PATHNAME];
  }

  get search() {
    return this.#components[SEARCH];
  }

  get hash() {
    return this.#components[HASH];
  }

  get hasRegExpGroups() {
    return ops.urlPattern.hasRegExpGroups(this.#pattern);
  }

  test(input = undefined, baseURL = undefined) {
    const pattern = this.#pattern;
    return match(pattern, toInput(input), toBaseURL(baseURL)) !== null;
  }

  exec(input = undefined, baseURL = undefined) {
    const pattern = this.#pattern;
    const what = toInput(input);
    const base = toBaseURL(baseURL);
    const matched = match(pattern, what, base);
    return matched === null ? null : resultObject(matched, inputsArray(what, base));
  }
}
defineInterface(URLPattern, "URLPattern");

/**
 * The host's pattern for what another interface takes as one: a URLPattern, a string, or
 * components. A base URL is the text of one.
 * https://urlpattern.spec.whatwg.org/#build-a-url-pattern-from-a-web-idl-value
 */
export function toHostPattern(value, baseURL) {
  const own = patternOf(value);
  if (own !== null) {
    return own;
  }
  const what = toInput(value);
  if (typeof what === "string") {
    return createPattern(what, baseURL, false);
  }
  if (what[BASE_URL] === null) {
    what[BASE_URL] = baseURL;
  }
  return createPattern(what, null, false);
}

/** https://urlpattern.spec.whatwg.org/#url-pattern-create */
function createPattern(input, base, ignoreCase) {
  if (typeof input === "string") {
    return guarded(() => ops.urlPattern.parse(input, base, ignoreCase, compile));
  }
  refuseBase(base);
  return guarded(() => ops.urlPattern.create(input, ignoreCase, compile));
}

function refuseBase(base) {
  if (base !== null) {
    throw new TypeError(
      "A URLPattern takes a base URL only beside a string; components have it as their baseURL.",
    );
  }
}

/**
 * https://webidl.spec.whatwg.org/#js-overloads between (input, baseURL, options) and (input,
 * options).
 */
const isBaseURL = (count, value) =>
  count > 2 || (count === 2 && value !== undefined && value !== null && !isObject(value));

const toBaseURL = (baseURL) => (baseURL === undefined ? null : toUSVString(baseURL));

const toIgnoreCase = (value) => {
  const options = toDictionary(value, "The options of a URLPattern");
  return options === undefined ? false : Boolean(options.ignoreCase);
};

/** A string, or the members of a URLPatternInit in the order of COMPONENTS. */
function toInput(value) {
  if (value !== undefined && value !== null && !isObject(value)) {
    return toUSVString(value);
  }
  const init = [null, null, null, null, null, null, null, null, null];
  if (isObject(value)) {
    for (let i = 0; i < INIT_MEMBERS.length; i++) {
      const member = INIT_MEMBERS[i];
      const text = value[COMPONENTS[member]];
      if (text !== undefined) {
        init[member] = toUSVString(text);
      }
    }
  }
  return init;
}

/** https://urlpattern.spec.whatwg.org/#url-pattern-match */
function match(pattern, input, base) {
  if (typeof input === "string") {
    return ops.urlPattern.match(pattern, input, base);
  }
  refuseBase(base);
  return ops.urlPattern.matchInit(pattern, input);
}

/** The host cannot match regular expressions of JavaScript, so it has them matched here. */
function compile(source, flags) {
  let regExp;
  try {
    regExp = new RegExp(source, flags);
  } catch {
    return null;
  }
  return (input) => {
    const matched = RegExpPrototypeExec(regExp, input);
    if (matched === null) {
      return null;
    }
    const captures = [];
    for (let i = 1; i < matched.length; i++) {
      ArrayPrototypePush(captures, matched[i]);
    }
    return captures;
  };
}

const inputsArray = (input, base) => {
  if (typeof input !== "string") {
    return [initObject(input)];
  }
  return base === null ? [input] : [input, base];
};

function initObject(init) {
  const object = {};
  for (let i = 0; i < INIT_MEMBERS.length; i++) {
    const member = INIT_MEMBERS[i];
    if (init[member] !== null) {
      setOwn(object, COMPONENTS[member], init[member]);
    }
  }
  return object;
}

/** https://urlpattern.spec.whatwg.org/#dictdef-urlpatternresult */
const resultObject = (matched, inputs) => ({
  hash: componentObject(matched[HASH]),
  hostname: componentObject(matched[HOSTNAME]),
  inputs,
  password: componentObject(matched[PASSWORD]),
  pathname: componentObject(matched[PATHNAME]),
  port: componentObject(matched[PORT]),
  protocol: componentObject(matched[PROTOCOL]),
  search: componentObject(matched[SEARCH]),
  username: componentObject(matched[USERNAME]),
});

/** https://urlpattern.spec.whatwg.org/#dictdef-urlpatterncomponentresult */
function componentObject(component) {
  const groups = {};
  for (let i = 1; i < component.length; i += 2) {
    const value = component[i + 1];
    setOwn(groups, component[i], value === null ? undefined : value);
  }
  return { groups, input: component[0] };
}

const setOwn = (object, key, value) => {
  ObjectDefineProperty(object, key, {
    __proto__: null,
    value,
    configurable: true,
    enumerable: true,
    writable: true,
  });
};
