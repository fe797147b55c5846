// For code that is not ours and is loaded after a script's: Object.prototype as it was.

import {
  ArrayPrototypePush,
  ObjectDefineProperty,
  ObjectPrototype,
  ReflectDeleteProperty,
  ReflectGetOwnPropertyDescriptor,
} from "./primordials.mjs";

/** The members that every property descriptor would inherit. */
const OF_DESCRIPTORS = ["get", "set", "value", "writable", "enumerable", "configurable"];

/** Runs steps, which call no script, without what scripts added for property descriptors. */
export function withPlainPrototype(steps) {
  const added = [];
  for (let i = 0; i < OF_DESCRIPTORS.length; i++) {
    const key = OF_DESCRIPTORS[i];
    const property = ReflectGetOwnPropertyDescriptor(ObjectPrototype, key);
    if (property !== undefined && ReflectDeleteProperty(ObjectPrototype, key)) {
      ArrayPrototypePush(added, { key, property });
    }
  }
  try {
    return steps();
  } finally {
    for (let i = 0; i < added.length; i++) {
      ObjectDefineProperty(ObjectPrototype, added[i].key, added[i].property);
    }
  }
}
