// https://html.spec.whatwg.org/#report-an-exception

import { global } from "./primordials.mjs";
import { load, ops } from "./host.mjs";
import { stateOf } from "../event.mjs";
import { Dispatch } from "../event-target.mjs";

let reporting = false;

/**
 * Begins to report an exception: the dispatch of its error event, or null while an error event's own
 * listener threw. Without a message, the error is one of a script of another origin.
 */
export function beginReport(error, message, filename, lineno, colno) {
  if (reporting) {
    return null;
  }
  reporting = true;
  const { ErrorEvent } = load("error-event.mjs");
  const init = { filename, lineno, colno, cancelable: true };
  if (message === null) {
    init.message = "Script error.";
    init.error = null;
  } else {
    init.message = `Uncaught ${message}`;
    init.error = error;
  }
  const event = new ErrorEvent("error", init);
  stateOf(event).trusted = true;
  return new Dispatch(event, global);
}

/** Ends it; whether a listener has handled the exception. */
export function endReport(dispatch) {
  reporting = false;
  return !dispatch.end();
}

/**
 * Reports an exception that was caught within a script's call. A value that does not know where it
 * was made is said to come from where the caller was, an Error of then.
 */
export function reportException(error, caller = undefined) {
  const details = ops.realm.describe(error);
  const isPlaceless = details[1] === "" && details[0] !== null && caller !== undefined;
  const place = isPlaceless ? ops.realm.describe(caller) : details;
  const dispatch = beginReport(error, details[0], place[1], place[2], place[3]);
  let handled = false;
  if (dispatch !== null) {
    for (;;) {
      try {
        if (!dispatch.step()) {
          break;
        }
      } catch (inner) {
        reportException(inner);
      }
    }
    handled = endReport(dispatch);
  }
  if (!handled) {
    ops.realm.reportUncaught(error);
  }
}
