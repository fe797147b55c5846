// https://fetch.spec.whatwg.org/#headers-class

import {
  ArrayPrototypeFilter,
  ArrayPrototypeIncludes,
  ArrayPrototypeMap,
  ArrayPrototypePush,
  ArrayPrototypeSort,
  RegExpPrototypeExec,
  StringPrototypeSlice,
  StringPrototypeToLowerCase,
  SymbolIterator,
  TypeError,
} from "./internal/primordials.mjs";
import { ops } from "./internal/host.mjs";
import {
  defineInterface,
  isObject,
  requireArguments,
  sequenceFrom,
  toByteString,
} from "./internal/webidl.mjs";
import { definePairIterable } from "./internal/pair-iterable.mjs";
import { toRecord } from "./internal/record.mjs";

const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
const FORBIDDEN_IN_VALUE = /[\0\r\n]/;
const NO_CORS_NAMES = ["accept", "accept-language", "content-language", "content-type"];
const PRIVILEGED_NO_CORS_NAME = "range";

/** A Headers object over a header list: an array of { name, lower, value } that it shares. */
export let createHeaders;
/** The header list of a Headers object. */
export let listOf;
export let guardOf;
export let setGuard;
/** https://fetch.spec.whatwg.org/#concept-headers-fill, with what toHeadersInit() gave. */
export let fillHeaders;

export class Headers {
  #list = [];
  #guard = "none";

  static {
    createHeaders = (list, guard) => {
      const headers = new Headers();
      headers.#list = list;
      headers.#guard = guard;
      return headers;
    };
    listOf = (headers) => headers.#list;
    guardOf = (headers) => headers.#guard;
    setGuard = (headers, guard) => {
      headers.#guard = guard;
    };
    fillHeaders = (headers, pairs) => {
      for (let i = 0; i < pairs.length; i++) {
        headers.#append(pairs[i][0], pairs[i][1]);
      }
    };
  }

  constructor(init = undefined) {
    if (init !== undefined) {
      fillHeaders(this, toHeadersInit(init));
    }
  }

  append(name, value) {
    this.#list;
    requireArguments(arguments.length, 2, "append()");
    this.#append(toByteString(name), toByteString(value));
  }

  delete(name) {
    this.#list;
    requireArguments(arguments.length, 1, "delete()");
    const header = toByteString(name);
    if (!this.#validate(header, "")) {
      return;
    }
    const lower = StringPrototypeToLowerCase(header);
    if (
      this.#guard === "request-no-cors" &&
      !ArrayPrototypeIncludes(NO_CORS_NAMES, lower) &&
      lower !== PRIVILEGED_NO_CORS_NAME
    ) {
      return;
    }
    removeFrom(this.#list, lower);
    this.#dropPrivileged();
  }

  get(name) {
    this.#list;
    requireArguments(arguments.length, 1, "get()");
    return getFrom(this.#list, lowerName(toByteString(name)));
  }

  getSetCookie() {
    const list = this.#list;
    return ArrayPrototypeMap(
      ArrayPrototypeFilter(list, ({ lower }) => lower === "set-cookie"),
      ({ value }) => value,
    );
  }

  has(name) {
    this.#list;
    requireArguments(arguments.length, 1, "has()");
    return containsName(this.#list, lowerName(toByteString(name)));
  }

  set(name, value) {
    this.#list;
    requireArguments(arguments.length, 2, "set()");
    const header = toByteString(name);
    const normalized = normalize(toByteString(value));
    if (!this.#validate(header, normalized)) {
      return;
    }
    if (this.#guard === "request-no-cors" && !ops.fetch.isNoCorsSafelisted(header, normalized)) {
      return;
    }
    setIn(this.#list, header, normalized);
    this.#dropPrivileged();
  }

  /** https://fetch.spec.whatwg.org/#concept-headers-append */
  #append(name, value) {
    const normalized = normalize(value);
    if (!this.#validate(name, normalized)) {
      return;
    }
    const list = this.#list;
    if (this.#guard === "request-no-cors") {
      const known = getFrom(list, StringPrototypeToLowerCase(name));
      const combined = known === null ? normalized : `${known}, ${normalized}`;
      if (!ops.fetch.isNoCorsSafelisted(name, combined)) {
        return;
      }
    }
    appendTo(list, name, normalized);
    this.#dropPrivileged();
  }

  /** https://fetch.spec.whatwg.org/#headers-validate */
  #validate(name, value) {
    const lower = lowerName(name);
    if (RegExpPrototypeExec(FORBIDDEN_IN_VALUE, value) !== null) {
      throw new TypeError(`The value of the header "${name}" has a line break or a NUL.`);
    }
    switch (this.#guard) {
      case "immutable":
        throw new TypeError(
          "These headers cannot be changed; make a new Response or Request with others.",
        );
      case "request":
        return !ops.fetch.isForbiddenRequestHeader(name, value);
      case "response":
        return lower !== "set-cookie" && lower !== "set-cookie2";
      default:
        return true;
    }
  }

  #dropPrivileged() {
    if (this.#guard === "request-no-cors") {
      removeFrom(this.#list, PRIVILEGED_NO_CORS_NAME);
    }
  }
}

/** https://fetch.spec.whatwg.org/#concept-header-list-sort-and-combine */
function sortAndCombine(headers) {
  const list = listOf(headers);
  const names = [];
  for (let i = 0; i < list.length; i++) {
    if (!ArrayPrototypeIncludes(names, list[i].lower)) {
      ArrayPrototypePush(names, list[i].lower);
    }
  }
  ArrayPrototypeSort(names);
  const pairs = [];
  for (let i = 0; i < names.length; i++) {
    const name = names[i];
    if (name !== "set-cookie") {
      ArrayPrototypePush(pairs, [name, getFrom(list, name)]);
      continue;
    }
    for (let j = 0; j < list.length; j++) {
      if (list[j].lower === name) {
        ArrayPrototypePush(pairs, [name, list[j].value]);
      }
    }
  }
  return pairs;
}

defineInterface(Headers, "Headers");
definePairIterable(Headers, "Headers", sortAndCombine);

/** Converts a HeadersInit to an array of name and value pairs. */
export function toHeadersInit(value) {
  if (!isObject(value)) {
    throw new TypeError("Headers are made from an object or from pairs of name and value.");
  }
  const method = value[SymbolIterator];
  if (method === undefined || method === null) {
    return toRecord(value, toByteString, toByteString);
  }
  if (typeof method !== "function") {
    throw new TypeError("Headers are made from an object or from pairs of name and value.");
  }
  return sequenceFrom(value, method, (item) => {
    const inner = isObject(item) ? item[SymbolIterator] : undefined;
    if (typeof inner !== "function") {
      throw new TypeError("Each header must be a pair of name and value.");
    }
    const pair = sequenceFrom(item, inner, toByteString);
    if (pair.length !== 2) {
      throw new TypeError("Each header must be a pair of name and value.");
    }
    return pair;
  });
}

/** Appends to a header list. https://fetch.spec.whatwg.org/#concept-header-list-append */
export function appendTo(list, name, value) {
  const lower = StringPrototypeToLowerCase(name);
  for (let i = 0; i < list.length; i++) {
    if (list[i].lower === lower) {
      ArrayPrototypePush(list, { name: list[i].name, lower, value });
      return;
    }
  }
  ArrayPrototypePush(list, { name, lower, value });
}

export function containsName(list, lower) {
  for (let i = 0; i < list.length; i++) {
    if (list[i].lower === lower) {
      return true;
    }
  }
  return false;
}

/** The header list as the host takes it: names and values by turns. */
export function flatten(list) {
  const flat = [];
  for (let i = 0; i < list.length; i++) {
    ArrayPrototypePush(flat, list[i].name, list[i].value);
  }
  return flat;
}

/** The header list from what the host gives. */
export function unflatten(flat) {
  const list = [];
  for (let i = 0; i < flat.length; i += 2) {
    appendTo(list, flat[i], flat[i + 1]);
  }
  return list;
}

function getFrom(list, lower) {
  let combined = null;
  for (let i = 0; i < list.length; i++) {
    if (list[i].lower === lower) {
      combined = combined === null ? list[i].value : `${combined}, ${list[i].value}`;
    }
  }
  return combined;
}

function setIn(list, name, value) {
  const lower = StringPrototypeToLowerCase(name);
  for (let i = 0; i < list.length; i++) {
    if (list[i].lower === lower) {
      const first = list[i];
      removeFrom(list, lower, first);
      first.value = value;
      return;
    }
  }
  ArrayPrototypePush(list, { name, lower, value });
}

/** Removes in place, for the list is shared; `kept` stays. */
function removeFrom(list, lower, kept = undefined) {
  let length = 0;
  for (let i = 0; i < list.length; i++) {
    if (list[i].lower !== lower || list[i] === kept) {
      list[length++] = list[i];
    }
  }
  list.length = length;
}

function lowerName(name) {
  if (RegExpPrototypeExec(TOKEN, name) === null) {
    throw new TypeError(`"${name}" is no header name.`);
  }
  return StringPrototypeToLowerCase(name);
}

const isWhitespace = (char) => char === " " || char === "\t" || char === "\r" || char === "\n";

/** https://fetch.spec.whatwg.org/#concept-header-value-normalize */
function normalize(value) {
  let start = 0;
  let end = value.length;
  while (start < end && isWhitespace(value[start])) {
    start++;
  }
  while (end > start && isWhitespace(value[end - 1])) {
    end--;
  }
  return StringPrototypeSlice(value, start, end);
}
