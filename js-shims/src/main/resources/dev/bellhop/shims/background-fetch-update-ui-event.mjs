// https://wicg.github.io/background-fetch/#background-fetch-update-ui-event

import { PromisePrototypeThen, PromiseReject, PromiseResolve } from "./internal/primordials.mjs";
import { errorNamed, ops, promised } from "./internal/host.mjs";
import { defineInterface, requireArguments } from "./internal/webidl.mjs";
import { toUIOptions } from "./internal/background-fetch-ui.mjs";
import { mistake } from "./internal/mistakes.mjs";
import { registerEventFactory } from "./internal/events.mjs";
import { BackgroundFetchEvent } from "./background-fetch-event.mjs";
import { registrationFor, uidOf } from "./background-fetch-registration.mjs";
import { stateOf } from "./event.mjs";
import { isActiveEvent } from "./extendable-event.mjs";

export class BackgroundFetchUpdateUIEvent extends BackgroundFetchEvent {
  #updated = false;

  constructor(type, init) {
    requireArguments(arguments.length, 2, "A background fetch event's constructor");
    super(type, init);
  }

  updateUI(options = undefined) {
    try {
      this.#updated;
      const { icons, title } = toUIOptions(options, ["icons", "title"]);
      this.#beginUpdate();
      if (icons === undefined && title === undefined) {
        return PromiseResolve();
      }
      const uid = uidOf(this.registration);
      return PromisePrototypeThen(
        promised((done) =>
          ops.backgroundFetch.updateUi(uid, title ?? null, icons ?? null, done),
        ),
        () => {},
      );
    } catch (error) {
      return PromiseReject(error);
    }
  }

  #beginUpdate() {
    const state = stateOf(this);
    if (!state.trusted || !isActiveEvent(this)) {
      if (state.trusted) {
        mistake("updateui-too-late", { __proto__: null, type: state.type });
      }
      throw errorNamed(
        "InvalidStateError",
        "updateUI() works only while an event that the runtime dispatched is handled; keep it open with waitUntil().",
      );
    }
    if (this.#updated) {
      mistake("updateui-twice");
      throw errorNamed("InvalidStateError", "updateUI() can be called once for an event.");
    }
    this.#updated = true;
  }
}
defineInterface(BackgroundFetchUpdateUIEvent, "BackgroundFetchUpdateUIEvent");

const register = (type) => {
  registerEventFactory(
    type,
    (snapshot) =>
      new BackgroundFetchUpdateUIEvent(type, { registration: registrationFor(snapshot) }),
  );
};
register("backgroundfetchsuccess");
register("backgroundfetchfail");
