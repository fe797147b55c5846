// Which events there are, for listeners and constructors that mean others.

import {
  ArrayPrototypeIncludes,
  ArrayPrototypePush,
  ObjectGetPrototypeOf,
  RegExpPrototypeExec,
  ReflectOwnKeys,
  StringPrototypeSlice,
  StringPrototypeStartsWith,
  SymbolToStringTag,
  global,
} from "./primordials.mjs";
import { ops } from "./host.mjs";
import { mistake } from "./mistakes.mjs";
import { nearest } from "./nearest.mjs";

/** The interface of each event that the host dispatches at a worker's global. */
const interfaces = {
  __proto__: null,
  activate: "ExtendableEvent",
  backgroundfetchabort: "BackgroundFetchEvent",
  backgroundfetchclick: "BackgroundFetchEvent",
  backgroundfetchfail: "BackgroundFetchUpdateUIEvent",
  backgroundfetchsuccess: "BackgroundFetchUpdateUIEvent",
  contentdelete: "ContentIndexEvent",
  cookiechange: "ExtendableCookieChangeEvent",
  fetch: "FetchEvent",
  message: "ExtendableMessageEvent",
  notificationclick: "NotificationEvent",
  notificationclose: "NotificationEvent",
  periodicsync: "PeriodicSyncEvent",
  push: "PushEvent",
  pushsubscriptionchange: "PushSubscriptionChangeEvent",
  sync: "SyncEvent",
};

/** Events of windows, which no worker gets. */
const ofWindows = [
  "DOMContentLoaded",
  "appinstalled",
  "beforeinstallprompt",
  "beforeunload",
  "controllerchange",
  "load",
  "pagehide",
  "pageshow",
  "statechange",
  "storage",
  "unload",
  "updatefound",
  "visibilitychange",
];

/** Events that workers get elsewhere, of what is not here. */
const elsewhere = ["abortpayment", "canmakepayment", "paymentrequest"];

/** Names that are meant for another, though they do not look like it. */
const meant = {
  __proto__: null,
  backgroundfetch: "backgroundfetchsuccess",
  backgroundfetched: "backgroundfetchsuccess",
  request: "fetch",
};

/** In the name of an event of a script's own there is often one of these. */
const SEPARATOR = /[-_:./ ]/;

const isWorker = ops.realm.kind() === "worker";

/** Names a listener for a type of which the target has no handler attribute, if that is a mistake. */
export function nameUnknown(target, type) {
  if (target === global && !isWorker) {
    return;
  }
  if (target === global && ArrayPrototypeIncludes(elsewhere, type)) {
    mistake("event-not-here", { __proto__: null, type });
    return;
  }
  const known = handledTypes(target);
  const likely =
    (target === global ? meant[type] : undefined) ??
    (RegExpPrototypeExec(SEPARATOR, type) === null ? nearest(type, known) : null);
  if (likely !== null || (target === global && ArrayPrototypeIncludes(ofWindows, type))) {
    mistake("unknown-event", { __proto__: null, type, nearest: likely });
  }
}

/** The types of the handler attributes of an event target. */
function handledTypes(target) {
  const types = [];
  for (let object = target; object !== null; object = ObjectGetPrototypeOf(object)) {
    const keys = ReflectOwnKeys(object);
    for (let i = 0; i < keys.length; i++) {
      if (typeof keys[i] === "string" && StringPrototypeStartsWith(keys[i], "on")) {
        ArrayPrototypePush(types, StringPrototypeSlice(keys[i], 2));
      }
    }
  }
  return types;
}

/** Names an extendable event that a script makes by another constructor than the host would. */
export function nameWrongConstructor(event, type) {
  const right = interfaces[type];
  const made = event[SymbolToStringTag];
  if (isWorker && right !== undefined && made !== right) {
    mistake("wrong-event-constructor", { __proto__: null, type, made, right });
  }
}

/** The same for an event that a script dispatches, unless its constructor has been named. */
export function nameWrongDispatch(event, type) {
  if (!("waitUntil" in event)) {
    nameWrongConstructor(event, type);
  }
}
