// What is thrown or rejected, as a line for a person.

import { Error, ObjectGetPrototypeOf, ObjectPrototypeHasOwnProperty } from "./primordials.mjs";
import { isObject } from "./webidl.mjs";
import { display } from "./inspect.mjs";
import { describeDOMException, isDOMException } from "../dom-exception.mjs";

/** The text of a value; null for other error objects, which the host knows how to show. */
export function errorText(value) {
  try {
    if (isDOMException(value)) {
      return describeDOMException(value);
    }
    return isObject(value) && isError(value) ? null : display(value);
  } catch {
    // A proxy can throw even here.
    return display(value);
  }
}

function isError(value) {
  for (let o = value; o !== null; o = ObjectGetPrototypeOf(o)) {
    if (o === Error.prototype) {
      return ObjectPrototypeHasOwnProperty(value, "stack");
    }
  }
  return false;
}
