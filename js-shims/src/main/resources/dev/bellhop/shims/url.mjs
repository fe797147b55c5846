// https://url.spec.whatwg.org/#url-class

import { StringPrototypeSlice, TypeError } from "./internal/primordials.mjs";
import { load, ops } from "./internal/host.mjs";
import {
  defineInterface,
  internalToken,
  requireArguments,
  toUSVString,
} from "./internal/webidl.mjs";
import { connectedParams, resetParams } from "./url-search-params.mjs";

// Where the host puts what in a URL's components.
const RECORD = 0;
const HREF = 1;
const ORIGIN = 2;
const PROTOCOL = 3;
const USERNAME = 4;
const PASSWORD = 5;
const HOST = 6;
const HOSTNAME = 7;
const PORT = 8;
const PATHNAME = 9;
const SEARCH = 10;
const HASH = 11;

export class URL {
  #components;
  #params = null;

  constructor(url, base = undefined) {
    requireArguments(arguments.length, 1, "The URL constructor");
    this.#components = url === internalToken ? base : parseOrThrow(url, base);
  }

  static parse(url, base = undefined) {
    requireArguments(arguments.length, 1, "URL.parse()");
    const components = ops.url.parse(toUSVString(url), toBase(base));
    return components === null ? null : new URL(internalToken, components);
  }

  static canParse(url, base = undefined) {
    requireArguments(arguments.length, 1, "URL.canParse()");
    return ops.url.canParse(toUSVString(url), toBase(base));
  }

  get href() {
    return this.#components[HREF];
  }

  set href(value) {
    const params = this.#params;
    this.#components = parseOrThrow(value, undefined);
    if (params !== null) {
      resetParams(params, withoutMark(this.#components[SEARCH]));
    }
  }

  get origin() {
    return this.#components[ORIGIN];
  }

  get protocol() {
    return this.#components[PROTOCOL];
  }

  set protocol(value) {
    this.#set("PROTOCOL", value);
  }

  get username() {
    return this.#components[USERNAME];
  }

  set username(value) {
    this.#set("USERNAME", value);
  }

  get password() {
    return this.#components[PASSWORD];
  }

  set password(value) {
    this.#set("PASSWORD", value);
  }

  get host() {
    return this.#components[HOST];
  }

  set host(value) {
    this.#set("HOST", value);
  }

  get hostname() {
    return this.#components[HOSTNAME];
  }

  set hostname(value) {
    this.#set("HOSTNAME", value);
  }

  get port() {
    return this.#components[PORT];
  }

  set port(value) {
    this.#set("PORT", value);
  }

  get pathname() {
    return this.#components[PATHNAME];
  }

  set pathname(value) {
    this.#set("PATHNAME", value);
  }

  get search() {
    return this.#components[SEARCH];
  }

  set search(value) {
    const string = toUSVString(value);
    this.#set("SEARCH", string);
    // The list keeps the tabs and newlines that the URL leaves out, so it cannot wait until it is
    // asked for.
    resetParams(this.#paramsObject(), withoutMark(string));
  }

  get searchParams() {
    return this.#paramsObject();
  }

  get hash() {
    return this.#components[HASH];
  }

  set hash(value) {
    this.#set("HASH", value);
  }

  toString() {
    return this.#components[HREF];
  }

  toJSON() {
    return this.#components[HREF];
  }

  #set(part, value) {
    const record = this.#components[RECORD];
    this.#components = ops.url.set(record, part, toUSVString(value));
  }

  #paramsObject() {
    if (this.#params === null) {
      this.#params = connectedParams(withoutMark(this.#components[SEARCH]), (query) => {
        this.#set("SEARCH", query);
      });
    }
    return this.#params;
  }
}
if (ops.realm.kind() === "page") {
  load("internal/object-urls.mjs").includeObjectUrls(URL);
}
defineInterface(URL, "URL");

function parseOrThrow(url, base) {
  const input = toUSVString(url);
  const baseString = toBase(base);
  const components = ops.url.parse(input, baseString);
  if (components === null) {
    const relation = baseString === null ? "" : ` relative to "${baseString}"`;
    throw new TypeError(`"${input}" cannot be parsed as a URL${relation}.`);
  }
  return components;
}

const toBase = (base) => (base === undefined ? null : toUSVString(base));

const withoutMark = (search) => (search[0] === "?" ? StringPrototypeSlice(search, 1) : search);
