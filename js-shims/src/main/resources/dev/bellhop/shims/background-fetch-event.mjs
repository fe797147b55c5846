// https://wicg.github.io/background-fetch/#background-fetch-event

import {
  Set,
  SetPrototypeAdd,
  SetPrototypeDelete,
  SetPrototypeForEach,
  TypeError,
} from "./internal/primordials.mjs";
import { defineInterface, requireArguments, toDictionary } from "./internal/webidl.mjs";
import { registerEventFactory } from "./internal/events.mjs";
import { isRegistration, registrationFor } from "./background-fetch-registration.mjs";
import { ExtendableEvent, isActiveEvent } from "./extendable-event.mjs";

/** Events that may be active. */
const events = new Set();

/** Whether an event of a background fetch with this id is being handled. */
export function isHandled(id) {
  let found = false;
  SetPrototypeForEach(events, (event) => {
    if (!isActiveEvent(event)) {
      SetPrototypeDelete(events, event);
    } else if (event.registration.id === id) {
      found = true;
    }
  });
  return found;
}

export class BackgroundFetchEvent extends ExtendableEvent {
  #registration;

  constructor(type, init) {
    requireArguments(arguments.length, 2, "A background fetch event's constructor");
    super(type, init);
    const registration = toDictionary(init, "The event's options")?.registration;
    if (!isRegistration(registration)) {
      throw new TypeError("The event's registration must be a BackgroundFetchRegistration.");
    }
    this.#registration = registration;
    SetPrototypeAdd(events, this);
  }

  get registration() {
    return this.#registration;
  }
}
defineInterface(BackgroundFetchEvent, "BackgroundFetchEvent");

const register = (type) => {
  registerEventFactory(
    type,
    (snapshot) => new BackgroundFetchEvent(type, { registration: registrationFor(snapshot) }),
  );
};
register("backgroundfetchabort");
register("backgroundfetchclick");
