// https://notifications.spec.whatwg.org/#dictdef-notificationoptions

import {
  Date,
  DatePrototypeGetTime,
  SymbolIterator,
  TypeError,
} from "./primordials.mjs";
import { guarded, ops } from "./host.mjs";
import { serialize } from "./serialize.mjs";
import {
  isObject,
  sequenceFrom,
  toDictionary,
  toDOMString,
  toEnum,
  toSequence,
  toUnsignedLong,
  toUnsignedLongLong,
  toUSVString,
} from "./webidl.mjs";

/** How many actions of a notification are shown; the others are left out. */
export const MAX_ACTIONS = 4;

const DIRECTIONS = ["auto", "ltr", "rtl"];
const LONGEST_PATTERN = 99;
const LONGEST_VIBRATION = 10000;

/**
 * The members of a new notification, which are made for JSON: what was not given is left out, and
 * data is a text. https://notifications.spec.whatwg.org/#create-a-notification
 */
export function createNotification(title, options) {
  const given = toDictionary(options, "The notification's options");
  const actions = given?.actions;
  const members = {
    __proto__: null,
    actions: actions === undefined ? [] : toSequence(actions, toAction, "The actions"),
    badge: urlOf(given?.badge),
    body: stringOf(given?.body),
  };
  const data = given?.data;
  const { dir } = given ?? {};
  members.dir = dir === undefined ? "auto" : toEnum(dir, DIRECTIONS, "dir");
  members.icon = urlOf(given?.icon);
  members.image = urlOf(given?.image);
  members.lang = stringOf(given?.lang);
  members.navigate = urlOf(given?.navigate);
  members.renotify = !!given?.renotify;
  members.requireInteraction = !!given?.requireInteraction;
  const silent = given?.silent;
  members.silent = silent === undefined || silent === null ? null : !!silent;
  members.tag = stringOf(given?.tag);
  const timestamp = given?.timestamp;
  members.timestamp =
    timestamp === undefined
      ? DatePrototypeGetTime(new Date())
      : toUnsignedLongLong(timestamp, "The timestamp");
  const vibrate = given?.vibrate;
  const pattern = vibrate === undefined ? undefined : toPattern(vibrate);
  if (members.silent === true && pattern !== undefined) {
    throw new TypeError("A silent notification cannot vibrate.");
  }
  if (members.renotify && members.tag === "") {
    throw new TypeError("A notification can renotify only where it has a tag.");
  }
  members.vibrate = pattern ?? [];
  const cells = serialize(data === undefined ? null : data, []);
  members.data = guarded(() => ops.notifications.storable(cells));
  members.title = title;
  if (members.actions.length > MAX_ACTIONS) {
    members.actions.length = MAX_ACTIONS;
  }
  return members;
}

const stringOf = (value) => (value === undefined ? "" : toDOMString(value));

function urlOf(value) {
  return value === undefined
    ? undefined
    : (ops.notifications.resolve(toUSVString(value)) ?? undefined);
}

function toAction(value) {
  const given = toDictionary(value, "An action");
  const action = given?.action;
  if (action === undefined) {
    throw new TypeError("An action needs the member action, its name.");
  }
  const name = toDOMString(action);
  const icon = urlOf(given.icon);
  const navigate = urlOf(given.navigate);
  const { title } = given;
  if (title === undefined) {
    throw new TypeError("An action needs a title.");
  }
  return { __proto__: null, action: name, title: toDOMString(title), navigate, icon };
}

/** https://w3c.github.io/vibration/#dfn-validate-and-normalize */
function toPattern(value) {
  const toLength = (item) => toUnsignedLong(item, "A vibration");
  const method = isObject(value) ? value[SymbolIterator] : undefined;
  const list =
    typeof method === "function" ? sequenceFrom(value, method, toLength) : [toLength(value)];
  if (list.length > LONGEST_PATTERN) {
    list.length = LONGEST_PATTERN;
  }
  if (list.length > 0 && list.length % 2 === 0) {
    list.length--;
  }
  for (let i = 0; i < list.length; i++) {
    if (list[i] > LONGEST_VIBRATION) {
      list[i] = LONGEST_VIBRATION;
    }
  }
  return list;
}
