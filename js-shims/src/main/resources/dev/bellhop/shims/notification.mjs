// https://notifications.spec.whatwg.org/#notification

import {
  ArrayPrototypePush,
  JSONParse,
  JSONStringify,
  Map,
  MapPrototypeDelete,
  MapPrototypeGet,
  MapPrototypeSet,
  ObjectFreeze,
  PromiseResolve,
  ReflectApply,
  TypeError,
} from "./internal/primordials.mjs";
import { fromHost } from "./internal/bytes.mjs";
import { deserialize } from "./internal/deserialize.mjs";
import { load, ops, promised } from "./internal/host.mjs";
import { LASTING, watched } from "./internal/lifetime-watch.mjs";
import { mistake } from "./internal/mistakes.mjs";
import { MAX_ACTIONS, createNotification } from "./internal/notification-options.mjs";
import {
  defineInterface,
  internalToken,
  isObject,
  requireArguments,
  toCallback,
  toDictionary,
  toDOMString,
} from "./internal/webidl.mjs";
import { Event } from "./event.mjs";
import { EventTarget, defineEventHandlers, fire } from "./event-target.mjs";
import { setTimeout } from "./timers.mjs";

const isWorker = ops.realm.kind() === "worker";

/** The page's notifications that are shown, by their tags. */
const tagged = new Map();

export let isNotification;

export class Notification extends EventTarget {
  /** The id of the host: a number for a persistent notification, a string for one of a page. */
  #id;
  #members;
  #actions;
  #vibrate;
  #data;
  #hasData = false;
  #closed = false;

  static {
    isNotification = (value) => isObject(value) && #id in value;
  }

  constructor(title, options = undefined) {
    requireArguments(arguments.length, 1, "The Notification constructor");
    super();
    if (title === internalToken) {
      this.#id = options.id;
      this.#members = options.members;
    } else {
      this.#id = null;
      this.#members = create(toDOMString(title), options);
      setTimeout(() => this.#show(), 0);
    }
  }

  #show() {
    if (permission() !== "granted") {
      fire(new Event("error"), this);
      return;
    }
    this.#replace();
    this.#id = ops.notifications.showUnkept(JSONStringify(this.#members));
    if (this.#closed) {
      ops.notifications.closeUnkept(this.#id);
      return;
    }
    fire(new Event("show"), this);
  }

  /** https://notifications.spec.whatwg.org/#show-steps: the one with the same tag is closed first. */
  #replace() {
    const { tag } = this.#members;
    if (tag === "" || this.#closed) {
      return;
    }
    const before = MapPrototypeGet(tagged, tag);
    MapPrototypeSet(tagged, tag, this);
    if (before !== undefined && !before.#closed) {
      before.#closed = true;
      ops.notifications.closeUnkept(before.#id);
      fire(new Event("close"), before);
    }
  }

  static get permission() {
    return permission();
  }

  static get maxActions() {
    return MAX_ACTIONS;
  }

  get title() {
    return this.#members.title;
  }

  get dir() {
    return this.#members.dir;
  }

  get lang() {
    return this.#members.lang;
  }

  get body() {
    return this.#members.body;
  }

  get navigate() {
    return this.#members.navigate ?? "";
  }

  get tag() {
    return this.#members.tag;
  }

  get image() {
    return this.#members.image ?? "";
  }

  get icon() {
    return this.#members.icon ?? "";
  }

  get badge() {
    return this.#members.badge ?? "";
  }

  get vibrate() {
    this.#vibrate ??= ObjectFreeze(this.#members.vibrate);
    return this.#vibrate;
  }

  get timestamp() {
    return this.#members.timestamp;
  }

  get renotify() {
    return this.#members.renotify;
  }

  get silent() {
    return this.#members.silent;
  }

  get requireInteraction() {
    return this.#members.requireInteraction;
  }

  get data() {
    if (!this.#hasData) {
      this.#data = deserialize(ops.notifications.cells(this.#members.data), fromHost).value;
      this.#hasData = true;
    }
    return this.#data;
  }

  get actions() {
    this.#actions ??= actionsFor(this.#members.actions);
    return this.#actions;
  }

  close() {
    const id = this.#id;
    if (typeof id === "number") {
      ops.notifications.close(id);
    } else if (!this.#closed) {
      this.#closed = true;
      if (MapPrototypeGet(tagged, this.#members.tag) === this) {
        MapPrototypeDelete(tagged, this.#members.tag);
      }
      if (id !== null) {
        ops.notifications.closeUnkept(id);
      }
      setTimeout(() => fire(new Event("close"), this), 0);
    }
  }
}
if (!isWorker) {
  Notification.requestPermission = {
    requestPermission(deprecatedCallback = undefined) {
      const callback =
        deprecatedCallback === undefined
          ? undefined
          : toCallback(deprecatedCallback, "The callback");
      const state = permission();
      if (callback !== undefined) {
        setTimeout(() => ReflectApply(callback, undefined, [state]), 0);
      }
      return PromiseResolve(state);
    },
  }.requestPermission;
}
defineEventHandlers(Notification.prototype, ["click", "show", "error", "close"]);
defineInterface(Notification, "Notification");

// https://notifications.spec.whatwg.org/#dom-notification-permission
function permission() {
  const state = ops.notifications.permission();
  return state === "prompt" ? "default" : state;
}

function create(title, options) {
  if (isWorker) {
    mistake("new-notification");
    throw new TypeError(
      "A worker cannot construct a Notification; registration.showNotification() shows one.",
    );
  }
  const members = createNotification(title, options);
  if (members.actions.length > 0) {
    throw new TypeError(
      "A notification of a page has no actions; registration.showNotification() shows one that has.",
    );
  }
  return members;
}

function actionsFor(actions) {
  const frozen = [];
  for (let i = 0; i < actions.length; i++) {
    const { action, title, navigate, icon } = actions[i];
    const copy = { action, title };
    if (navigate !== undefined) {
      copy.navigate = navigate;
    }
    if (icon !== undefined) {
      copy.icon = icon;
    }
    ArrayPrototypePush(frozen, ObjectFreeze(copy));
  }
  return ObjectFreeze(frozen);
}

/** A new object for a persistent notification. */
export const notificationFrom = (id, json) =>
  new Notification(internalToken, { id, members: JSONParse(json) });

/** https://notifications.spec.whatwg.org/#dom-serviceworkerregistration-shownotification */
export async function showNotification(registrationId, active, title, options) {
  if (isWorker && !load("internal/worker-listeners.mjs").isEvaluated()) {
    mistake("top-level-notification");
  }
  if (active === null) {
    throw new TypeError(
      "showNotification() needs an active worker, and the registration has none yet: wait for navigator.serviceWorker.ready.",
    );
  }
  const json = JSONStringify(createNotification(title, options));
  await watched("showNotification()", LASTING, (done) =>
    ops.notifications.show(registrationId, json, done),
  );
}

/** https://notifications.spec.whatwg.org/#dom-serviceworkerregistration-getnotifications */
export async function getNotifications(registrationId, filter) {
  const given = toDictionary(filter, "The filter of getNotifications()")?.tag;
  const tag = given === undefined ? "" : toDOMString(given);
  const found = await promised((done) => ops.notifications.list(registrationId, tag, done));
  const notifications = [];
  for (let i = 0; i < found.length; i += 2) {
    ArrayPrototypePush(notifications, notificationFrom(found[i], found[i + 1]));
  }
  return notifications;
}
