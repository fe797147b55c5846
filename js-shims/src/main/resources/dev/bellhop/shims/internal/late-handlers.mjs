// https://html.spec.whatwg.org/#the-hostpromiserejectiontracker-implementation

import {
  ArrayPrototypeIndexOf,
  ObjectDefineProperty,
  ObjectGetOwnPropertyDescriptor,
  ReflectDeleteProperty,
  WeakMap,
  WeakMapPrototypeDelete,
  WeakMapPrototypeGet,
  WeakMapPrototypeSet,
  global,
} from "./primordials.mjs";
import { ops } from "./host.mjs";
import { listenedTypes } from "../event-target.mjs";

/** Promises whose rejection is reported, with how far that has come. */
const watched = new WeakMap();

/**
 * The engine tells when a rejection has no handler, and not when one comes later. But then(), catch()
 * and await all ask the promise for its constructor first, so that is what tells. It is done only
 * for scripts that listen to rejectionhandled, and shows as an own property of such a promise.
 */
export function watchForHandler(promise, reason) {
  if (
    ArrayPrototypeIndexOf(listenedTypes(global), "rejectionhandled") < 0 ||
    ObjectGetOwnPropertyDescriptor(promise, "constructor") !== undefined
  ) {
    return;
  }
  const state = { outstanding: false };
  try {
    ObjectDefineProperty(promise, "constructor", {
      __proto__: null,
      get() {
        ReflectDeleteProperty(promise, "constructor");
        WeakMapPrototypeDelete(watched, promise);
        if (state.outstanding) {
          ops.realm.handledRejection(promise, reason);
        }
        return promise.constructor;
      },
      set(value) {
        ObjectDefineProperty(promise, "constructor", {
          __proto__: null,
          value,
          writable: true,
          enumerable: true,
          configurable: true,
        });
      },
      enumerable: false,
      configurable: true,
    });
    WeakMapPrototypeSet(watched, promise, state);
  } catch {
    // A promise that cannot be changed cannot be watched.
  }
}

/** The rejection has been reported; a handler that comes from now on is late. */
export function rejectionReported(promise) {
  const state = WeakMapPrototypeGet(watched, promise);
  if (state !== undefined) {
    state.outstanding = true;
  }
}
