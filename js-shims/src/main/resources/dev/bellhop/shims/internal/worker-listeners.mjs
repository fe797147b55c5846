// What a worker's first evaluation says about its listeners, and those that come too late for it.
// https://w3c.github.io/ServiceWorker/#run-service-worker-algorithm

import { ArrayPrototypeIncludes, ArrayPrototypePush, global } from "./primordials.mjs";
import { everyCallback, hasListener, watchListeners } from "../event-target.mjs";
import { started } from "./global-state.mjs";
import { isEmptyFunction } from "./empty-function.mjs";
import { globalEventHandlers } from "./exposure.mjs";
import { ops } from "./host.mjs";
import { mistake } from "./mistakes.mjs";

let isOver = false;

/** Whether the worker's script has been evaluated, and its promise jobs have run. */
export const isEvaluated = () => isOver;

/** The worker's script has been evaluated, and its promise jobs have run. */
export function evaluated() {
  isOver = true;
  started();
  let empty = null;
  const isEmpty = (callback) => {
    empty = callback;
    return isEmptyFunction(callback);
  };
  if (
    hasListener(global, "fetch") &&
    everyCallback(global, "fetch", isEmpty) &&
    ops.lifecycle.leaveOutFetch()
  ) {
    mistake("empty-fetch-listener", null, empty);
  }
  const told = [];
  // https://dom.spec.whatwg.org/#add-an-event-listener, the step about service workers
  watchListeners((target, type) => {
    if (
      target === global &&
      ArrayPrototypeIncludes(globalEventHandlers["service-worker"], type) &&
      !ArrayPrototypeIncludes(told, type)
    ) {
      ArrayPrototypePush(told, type);
      mistake("late-listener");
      // Pages wait for fetch events: the specification forbids to add listeners to those late.
      if (type !== "fetch") {
        ops.lifecycle.lateListener(type);
      }
    }
  });
}
