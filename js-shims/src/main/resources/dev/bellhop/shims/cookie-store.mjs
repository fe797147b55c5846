// https://cookiestore.spec.whatwg.org/#CookieStore

import { JSONParse, TypeError } from "./internal/primordials.mjs";
import { ops, promised } from "./internal/host.mjs";
import { registerEventFactory } from "./internal/events.mjs";
import { lastingRead } from "./internal/global-state.mjs";
import {
  defineInterface,
  internalToken,
  isObject,
  requireArguments,
  requireToken,
  toDictionary,
  toLongLong,
  toUSVString,
} from "./internal/webidl.mjs";
import { toNullableString, toNullableTime, toSameSite } from "./internal/cookie-list-item.mjs";
import { EventTarget, defineEventHandlers } from "./event-target.mjs";
import { CookieChangeEvent } from "./cookie-change-event.mjs";

export class CookieStore extends EventTarget {
  #brand = true;

  constructor(token = undefined) {
    requireToken(token, "CookieStore");
    super();
  }

  async get(name = undefined) {
    this.#brand;
    const wanted = toQuery(name);
    if (wanted.name === null && wanted.url === null) {
      throw new TypeError("cookieStore.get() needs a name or a URL.");
    }
    const found = await query(wanted);
    return found.length === 0 ? null : found[0];
  }

  async getAll(name = undefined) {
    this.#brand;
    return query(toQuery(name));
  }

  async set(name, value = undefined) {
    this.#brand;
    requireArguments(arguments.length, 1, "cookieStore.set()");
    const cookie =
      arguments.length === 1
        ? toCookieInit(name)
        : { ...defaults, name: toUSVString(name), value: toUSVString(value) };
    await promised((done) =>
      ops.cookies.set(
        cookie.name,
        cookie.value,
        cookie.expires,
        cookie.maxAge,
        cookie.domain,
        cookie.path,
        cookie.sameSite,
        cookie.partitioned,
        done,
      ),
    );
  }

  async delete(name) {
    this.#brand;
    requireArguments(arguments.length, 1, "cookieStore.delete()");
    const cookie = isDictionary(name)
      ? toDeleteOptions(name)
      : { ...defaults, name: toUSVString(name) };
    await promised((done) =>
      ops.cookies.remove(cookie.name, cookie.domain, cookie.path, cookie.partitioned, done),
    );
  }
}
defineInterface(CookieStore, "CookieStore");

const isDictionary = (value) => value === undefined || value === null || isObject(value);

/** https://cookiestore.spec.whatwg.org/#dictdef-cookiestoregetoptions */
function toQuery(value) {
  if (!isDictionary(value)) {
    return { name: toUSVString(value), url: null };
  }
  const name = value?.name;
  const query = { name: name === undefined ? null : toUSVString(name), url: null };
  const url = value?.url;
  if (url !== undefined) {
    query.url = toUSVString(url);
  }
  return query;
}

const query = async ({ name, url }) => {
  lastingRead();
  return JSONParse(await promised((done) => ops.cookies.query(url, name, done)));
};

const defaults = {
  __proto__: null,
  domain: null,
  expires: null,
  maxAge: null,
  partitioned: false,
  path: "/",
  sameSite: "strict",
};

const toMaxAge = (value) => (value === null ? null : toLongLong(value));

/** https://cookiestore.spec.whatwg.org/#dictdef-cookieinit */
function toCookieInit(value) {
  const given = toDictionary(value, "The cookie");
  const domain = optional(given?.domain, toNullableString, "domain");
  const expires = optional(given?.expires, toNullableTime, "expires");
  const maxAge = optional(given?.maxAge, toMaxAge, "maxAge");
  const name = required(given?.name, "name");
  const partitioned = !!given.partitioned;
  const path = optional(given.path, toUSVString, "path");
  const sameSite = optional(given.sameSite, toSameSite, "sameSite");
  const text = required(given.value, "value");
  return { domain, expires, maxAge, name, partitioned, path, sameSite, value: text };
}

/** https://cookiestore.spec.whatwg.org/#dictdef-cookiestoredeleteoptions */
function toDeleteOptions(given) {
  const domain = optional(given?.domain, toNullableString, "domain");
  const name = required(given?.name, "name");
  const partitioned = !!given.partitioned;
  const path = optional(given.path, toUSVString, "path");
  return { domain, name, partitioned, path };
}

const optional = (value, convert, member) =>
  value === undefined ? defaults[member] : convert(value);

function required(value, member) {
  if (value === undefined) {
    throw new TypeError(`A cookie needs a ${member}.`);
  }
  return toUSVString(value);
}

/** The global's cookies. */
export const cookieStore = new CookieStore(internalToken);

if (ops.realm.kind() === "page") {
  defineEventHandlers(CookieStore.prototype, ["change"]);
  registerEventFactory("cookiestorechange", (changed, deleted) => ({
    event: new CookieChangeEvent("change", {
      __proto__: null,
      changed: JSONParse(changed),
      deleted: JSONParse(deleted),
    }),
    target: cookieStore,
  }));
  ops.cookies.observe();
}
