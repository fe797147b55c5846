// https://fetch.spec.whatwg.org/#requestinit

import { TypeError } from "./primordials.mjs";
import { load } from "./host.mjs";
import { toByteString, toDictionary, toDOMString, toEnum, toUSVString } from "./webidl.mjs";
import { toBodyInit } from "./body-init.mjs";
import { toHeadersInit } from "../headers.mjs";

const CACHE = ["default", "no-store", "reload", "no-cache", "force-cache", "only-if-cached"];
const CREDENTIALS = ["omit", "same-origin", "include"];
const MODE = ["navigate", "same-origin", "no-cors", "cors"];
const PRIORITY = ["high", "low", "auto"];
const REDIRECT = ["follow", "error", "manual"];
const REFERRER_POLICY = [
  "",
  "no-referrer",
  "no-referrer-when-downgrade",
  "same-origin",
  "origin",
  "strict-origin",
  "origin-when-cross-origin",
  "strict-origin-when-cross-origin",
  "unsafe-url",
];

const oneOf = (values, name) => (value) => toEnum(value, values, name);
const orNull = (convert) => (value) => (value === null ? null : convert(value));

function toSignal(value) {
  if (!load("abort-signal.mjs").isAbortSignal(value)) {
    throw new TypeError("A request's signal must be an AbortSignal.");
  }
  return value;
}

// In the order in which Web IDL reads them.
const MEMBERS = [
  ["body", orNull(toBodyInit)],
  ["cache", oneOf(CACHE, "cache")],
  ["credentials", oneOf(CREDENTIALS, "credentials")],
  ["duplex", oneOf(["half"], "duplex")],
  ["headers", toHeadersInit],
  ["integrity", toDOMString],
  ["keepalive", (value) => !!value],
  ["method", toByteString],
  ["mode", oneOf(MODE, "mode")],
  ["priority", oneOf(PRIORITY, "priority")],
  ["redirect", oneOf(REDIRECT, "redirect")],
  ["referrer", toUSVString],
  ["referrerPolicy", oneOf(REFERRER_POLICY, "referrerPolicy")],
  ["signal", orNull(toSignal)],
  ["window", (value) => value],
];

/** Converts a RequestInit: an object with the members that exist. */
export function toRequestInit(value) {
  const given = toDictionary(value, "The request's options");
  const options = { __proto__: null };
  if (given !== undefined) {
    for (let i = 0; i < MEMBERS.length; i++) {
      const name = MEMBERS[i][0];
      const member = given[name];
      if (member !== undefined) {
        options[name] = MEMBERS[i][1](member);
      }
    }
  }
  return options;
}

export const isEmpty = (options) => {
  for (const name in options) {
    return false;
  }
  return true;
};
