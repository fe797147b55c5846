// Members of dictionaries that scripts get.

import { ObjectDefineProperty } from "../primordials.mjs";

/** Gives an object a member, unless there is no value for it. */
export function show(object, key, value) {
  if (value !== undefined) {
    ObjectDefineProperty(object, key, {
      __proto__: null,
      value,
      enumerable: true,
      writable: true,
      configurable: true,
    });
  }
}
