// Sets the global up and gives the host its handles. Evaluated once in a realm, before any script.

import {
  ObjectPrototypeHasOwnProperty,
  ObjectSetPrototypeOf,
  ReflectDeleteProperty,
  SymbolToStringTag,
  TypeError,
  global,
} from "./internal/primordials.mjs";
import { load, ops } from "./internal/host.mjs";
import { makeEvent } from "./internal/events.mjs";
import { exposeAll } from "./internal/global-members.mjs";
import { eventBegan, eventEnded } from "./internal/lifetime-watch.mjs";
import { beginReport, endReport } from "./internal/report.mjs";
import { stateOf } from "./event.mjs";
import {
  Dispatch,
  EventTarget,
  adoptEventTarget,
  listenedTypes,
} from "./event-target.mjs";
import { lifetimeOf, onceInactive, timeOut } from "./extendable-event.mjs";
import { ServiceWorkerGlobalScope } from "./global-scope.mjs";

const kind = ops.realm.kind();

// The engine's own extras that are no part of the platform.
const { Graal } = global;
ReflectDeleteProperty(global, "Debug");
ReflectDeleteProperty(global, "Graal");
// https://html.spec.whatwg.org/#dom-sharedarraybuffer: only a cross-origin isolated global shows it.
ReflectDeleteProperty(global, "SharedArrayBuffer");
ReflectDeleteProperty(global, SymbolToStringTag);

Graal.setUnhandledPromiseRejectionHandler((reason, promise) => {
  ops.realm.unhandledRejection(promise, reason);
});

adoptEventTarget(global);
ObjectSetPrototypeOf(
  global,
  kind === "worker" ? ServiceWorkerGlobalScope.prototype : EventTarget.prototype,
);
exposeAll(kind);

// What follows is called by the host, each with no script on the stack.

/** Makes an event and begins to dispatch it; null where there is nothing to dispatch. */
export function begin(type, ...args) {
  const made = makeEvent(type, args);
  if (made === null) {
    return null;
  }
  const { event, target } = ObjectPrototypeHasOwnProperty(made, "event")
    ? made
    : { event: made, target: global };
  stateOf(event).trusted = true;
  if (lifetimeOf(event) !== null) {
    eventBegan();
  }
  return new Dispatch(event, target);
}

export const step = (dispatch) => dispatch.step();

/** Ends a dispatch; calls done(rejected, canceled) once the event is inactive. */
export function end(dispatch, done) {
  const { event } = dispatch;
  const canceled = !dispatch.end();
  const lifetime = lifetimeOf(event);
  if (lifetime === null) {
    done(0, canceled);
  } else {
    lifetime.whenDispatched?.(canceled);
    onceInactive(event, (rejected) => {
      eventEnded(stateOf(event).type, lifetime);
      done(rejected, canceled);
    });
  }
}

/** Ends the dispatch of an event that is not extendable; whether it was canceled. */
export const endPlain = (dispatch) => !dispatch.end();

/** Sets the event's timed out flag, where it has one. */
export function expire(dispatch) {
  if (lifetimeOf(dispatch.event) !== null) {
    timeOut(dispatch.event);
  }
}

/** How many promises keep the event of a dispatch alive. */
export const pending = (dispatch) => lifetimeOf(dispatch.event)?.pending ?? 0;

export { beginReport, endReport };

export { rejectionReported, watchForHandler } from "./internal/late-handlers.mjs";

/** Throws what a script is to catch. */
export function refuse(message) {
  throw new TypeError(message);
}

/** The text of what was thrown; null for an error object. */
export const errorText = (value) => load("internal/error-text.mjs").errorText(value);

export function listened() {
  if (kind === "worker" && ops.lifecycle !== undefined) {
    load("internal/worker-listeners.mjs").evaluated();
  }
  return listenedTypes(global);
}
