// https://w3c.github.io/push-api/#pushsubscriptionchangeevent-interface

import { TypeError } from "./internal/primordials.mjs";
import { registerEventFactory } from "./internal/events.mjs";
import { defineInterface, requireArguments, toDictionary } from "./internal/webidl.mjs";
import { ExtendableEvent } from "./extendable-event.mjs";
import { isPushSubscription, subscriptionFrom } from "./push-subscription.mjs";

export class PushSubscriptionChangeEvent extends ExtendableEvent {
  #newSubscription;
  #oldSubscription;

  constructor(type, init = undefined) {
    requireArguments(arguments.length, 1, "The PushSubscriptionChangeEvent constructor");
    super(type, init);
    const dictionary = toDictionary(init, "The event's options");
    this.#newSubscription = toSubscription(dictionary?.newSubscription);
    this.#oldSubscription = toSubscription(dictionary?.oldSubscription);
  }

  get newSubscription() {
    return this.#newSubscription;
  }

  get oldSubscription() {
    return this.#oldSubscription;
  }
}
defineInterface(PushSubscriptionChangeEvent, "PushSubscriptionChangeEvent");

function toSubscription(value) {
  if (value === undefined || value === null) {
    return null;
  }
  if (!isPushSubscription(value)) {
    throw new TypeError("The event's subscriptions must be PushSubscriptions.");
  }
  return value;
}

registerEventFactory(
  "pushsubscriptionchange",
  (registration, json) =>
    new PushSubscriptionChangeEvent("pushsubscriptionchange", {
      __proto__: null,
      oldSubscription: json === null ? null : subscriptionFrom(registration, json),
    }),
);
