// https://wicg.github.io/background-fetch/#background-fetch-event

import { TypeError } from "./internal/primordials.mjs";
import { defineInterface, requireArguments, toDictionary } from "./internal/webidl.mjs";
import { registerEventFactory } from "./internal/events.mjs";
import { isRegistration, registrationFor } from "./background-fetch-registration.mjs";
import { ExtendableEvent } from "./extendable-event.mjs";

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
