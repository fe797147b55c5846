// https://notifications.spec.whatwg.org/#notificationevent

import { TypeError } from "./internal/primordials.mjs";
import { registerEventFactory } from "./internal/events.mjs";
import { defineInterface, requireArguments, toDictionary, toDOMString } from "./internal/webidl.mjs";
import { ExtendableEvent } from "./extendable-event.mjs";
import { isNotification, notificationFrom } from "./notification.mjs";

let setReply;

export class NotificationEvent extends ExtendableEvent {
  #notification;
  #action;
  #reply = null;

  static {
    setReply = (event, reply) => {
      event.#reply = reply;
    };
  }

  constructor(type, init) {
    requireArguments(arguments.length, 2, "The NotificationEvent constructor");
    super(type, init);
    const dictionary = toDictionary(init, "The event's options");
    const action = dictionary?.action;
    this.#action = action === undefined ? "" : toDOMString(action);
    const notification = dictionary?.notification;
    if (!isNotification(notification)) {
      throw new TypeError("The event's notification must be a Notification.");
    }
    this.#notification = notification;
  }

  get notification() {
    return this.#notification;
  }

  get action() {
    return this.#action;
  }

  /** What the user wrote, as in Chromium; the specification has no such member. */
  get reply() {
    return this.#reply;
  }
}
defineInterface(NotificationEvent, "NotificationEvent");

const register = (type) => {
  registerEventFactory(type, (id, json, action, reply) => {
    const notification = notificationFrom(id, json);
    const event = new NotificationEvent(type, { __proto__: null, notification, action });
    setReply(event, reply);
    return event;
  });
};
register("notificationclick");
register("notificationclose");
