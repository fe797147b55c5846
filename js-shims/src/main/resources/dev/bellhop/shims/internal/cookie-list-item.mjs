// https://cookiestore.spec.whatwg.org/#dictdef-cookielistitem

import { ObjectFreeze } from "./primordials.mjs";
import { toDictionary, toDouble, toEnum, toSequence, toUSVString } from "./webidl.mjs";

const SAME_SITE = ["strict", "lax", "none"];

export const toSameSite = (value) => toEnum(value, SAME_SITE, "A cookie's sameSite");

const orNull = (convert) => (value) => (value === null ? null : convert(value));

/** Conversions of the members that can be null; undefined is for who calls them. */
export const toNullableString = orNull(toUSVString);
export const toNullableTime = orNull((value) => toDouble(value, "A cookie's expires"));

const toBoolean = (value) => !!value;

/** In the order in which Web IDL reads them. */
const members = [
  ["domain", toNullableString],
  ["expires", toNullableTime],
  ["name", toUSVString],
  ["partitioned", toBoolean],
  ["path", toUSVString],
  ["sameSite", toSameSite],
  ["secure", toBoolean],
  ["value", toUSVString],
];

function toItem(value) {
  const given = toDictionary(value, "A cookie");
  const item = {};
  for (let i = 0; i < members.length; i++) {
    const name = members[i][0];
    const member = given?.[name];
    if (member !== undefined) {
      item[name] = members[i][1](member);
    }
  }
  return item;
}

/** The frozen array of an event's attribute; a list that was not given is empty. */
export const toCookieList = (value, what) =>
  ObjectFreeze(value === undefined ? [] : toSequence(value, toItem, what));
