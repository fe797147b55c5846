// What addRoutes() takes. https://w3c.github.io/ServiceWorker/#dictdef-routerrule

import { SymbolIterator, TypeError } from "./primordials.mjs";
import { load, ops } from "./host.mjs";
import {
  isObject,
  sequenceFrom,
  toByteString,
  toDOMString,
  toDictionary,
  toEnum,
  toSequence,
} from "./webidl.mjs";

const DESTINATIONS = [
  "",
  "audio",
  "audioworklet",
  "document",
  "embed",
  "font",
  "frame",
  "iframe",
  "image",
  "json",
  "manifest",
  "object",
  "paintworklet",
  "report",
  "script",
  "sharedworker",
  "style",
  "text",
  "track",
  "video",
  "worker",
  "xslt",
];
const MODES = ["navigate", "same-origin", "no-cors", "cors"];
const STATUSES = ["running", "not-running"];
const SOURCES = ["cache", "fetch-event", "network", "race-network-and-fetch-handler"];

/** The rules as the host takes them, absent members as null. */
export function toRouterRules(value) {
  const method = isObject(value) ? value[SymbolIterator] : undefined;
  return method === undefined || method === null
    ? [toRule(value)]
    : sequenceFrom(value, method, toRule);
}

function toRule(value) {
  const given = toDictionary(value, "A route");
  const condition = given?.condition;
  if (condition === undefined) {
    throw new TypeError("A route needs a condition.");
  }
  const converted = toCondition(condition);
  const source = given.source;
  if (source === undefined) {
    throw new TypeError("A route needs a source.");
  }
  return { __proto__: null, condition: converted, source: toSource(source) };
}

// In the order in which Web IDL reads them.
function toCondition(value) {
  const given = toDictionary(value, "A route's condition");
  const member = (name, convert) => {
    const found = given?.[name];
    return found === undefined ? null : convert(found);
  };
  return {
    __proto__: null,
    not: member("not", toCondition),
    or: member("or", (list) => toSequence(list, toCondition, 'The member "or"')),
    requestDestination: member("requestDestination", (text) =>
      toEnum(text, DESTINATIONS, "requestDestination"),
    ),
    requestMethod: member("requestMethod", toByteString),
    requestMode: member("requestMode", (text) => toEnum(text, MODES, "requestMode")),
    runningStatus: member("runningStatus", (text) => toEnum(text, STATUSES, "runningStatus")),
    urlPattern: member("urlPattern", (pattern) =>
      load("url-pattern.mjs").toHostPattern(pattern, ops.routes.baseUrl()),
    ),
  };
}

function toSource(value) {
  if (value !== null && !isObject(value)) {
    return toEnum(value, SOURCES, "A route's source");
  }
  const cacheName = value?.cacheName;
  if (cacheName === undefined) {
    throw new TypeError("A route's source that is an object needs a cacheName.");
  }
  return { __proto__: null, cacheName: toDOMString(cacheName) };
}
