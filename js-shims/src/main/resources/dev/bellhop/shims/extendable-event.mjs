// https://w3c.github.io/ServiceWorker/#extendableevent-interface

import {
  PromisePrototypeThen,
  PromiseResolve,
  enqueueMicrotask,
} from "./internal/primordials.mjs";
import { errorNamed, load, ops } from "./internal/host.mjs";
import { defineInterface, requireArguments } from "./internal/webidl.mjs";
import { mistake } from "./internal/mistakes.mjs";
import { isMaking, registerEventFactory } from "./internal/events.mjs";
import { Event, stateOf } from "./event.mjs";

/** The lifetime of an extendable event, for the shims. */
export let lifetimeOf;

export class ExtendableEvent extends Event {
  #lifetime = {
    pending: 0,
    extended: false,
    rejected: 0,
    timedOut: false,
    whenDispatched: null,
    whenInactive: null,
  };

  static {
    lifetimeOf = (event) => (#lifetime in event ? event.#lifetime : null);
  }

  constructor(type, init = undefined) {
    requireArguments(arguments.length, 1, "The event's constructor");
    super(type, init);
    if (!isMaking()) {
      load("internal/event-names.mjs").nameWrongConstructor(this, stateOf(this).type);
    }
  }

  waitUntil(promise) {
    requireArguments(arguments.length, 1, "waitUntil()");
    const lifetime = this.#lifetime;
    if (typeof promise === "function") {
      mistake("waituntil-function");
    }
    addLifetimePromise(stateOf(this), lifetime, PromiseResolve(promise), "waitUntil()");
  }
}
defineInterface(ExtendableEvent, "ExtendableEvent");

const isActive = (state, lifetime) =>
  !lifetime.timedOut && (lifetime.pending > 0 || state.dispatching);

/** https://w3c.github.io/ServiceWorker/#extendableevent-active */
export const isActiveEvent = (event) => isActive(stateOf(event), lifetimeOf(event));

/** https://w3c.github.io/ServiceWorker/#extendableevent-add-lifetime-promise */
function addLifetimePromise(state, lifetime, promise, method) {
  if (!state.trusted) {
    throw errorNamed(
      "InvalidStateError",
      `${method} works only for events that the runtime dispatches, not for those of a script.`,
    );
  }
  if (!isActive(state, lifetime)) {
    mistake("waituntil-too-late", { __proto__: null, type: state.type });
    throw errorNamed(
      "InvalidStateError",
      `${method} was called too late: the event's listeners have returned and no earlier promise is pending.`,
    );
  }
  lifetime.pending++;
  lifetime.extended = true;
  const settled = () => {
    lifetime.pending--;
    if (lifetime.pending === 0) {
      becomeInactive(state, lifetime);
    }
  };
  PromisePrototypeThen(
    promise,
    () => {
      enqueueMicrotask(settled);
    },
    (reason) => {
      lifetime.rejected++;
      ops.realm.lifetimeRejected(method, state.type, reason);
      enqueueMicrotask(settled);
    },
  );
}

/** Extends the lifetime of an event by a promise; the method that does is named in errors. */
export const extendLifetime = (event, promise, method) => {
  addLifetimePromise(stateOf(event), lifetimeOf(event), promise, method);
};

/** Calls steps(canceled) once the event's listeners have returned. */
export const onceDispatched = (event, steps) => {
  lifetimeOf(event).whenDispatched = steps;
};

function becomeInactive(state, lifetime) {
  if (!isActive(state, lifetime) && lifetime.whenInactive !== null) {
    const { whenInactive } = lifetime;
    lifetime.whenInactive = null;
    whenInactive(lifetime.rejected);
  }
}

/** Calls once, when nothing extends the event's lifetime, with the count of rejected promises. */
export function onceInactive(event, steps) {
  const lifetime = lifetimeOf(event);
  lifetime.whenInactive = steps;
  becomeInactive(stateOf(event), lifetime);
}

/** Sets the timed out flag. */
export function timeOut(event) {
  const lifetime = lifetimeOf(event);
  lifetime.timedOut = true;
  becomeInactive(stateOf(event), lifetime);
}

registerEventFactory("activate", () => new ExtendableEvent("activate"));
