// https://webidl.spec.whatwg.org/#es-record

import {
  ArrayPrototypePush,
  Map,
  MapPrototypeForEach,
  MapPrototypeSet,
  ReflectGetOwnPropertyDescriptor,
  ReflectOwnKeys,
} from "./primordials.mjs";

/** An object's own enumerable properties as pairs of key and value, each converted. */
export function toRecord(object, convertKey, convertValue) {
  const record = new Map();
  const keys = ReflectOwnKeys(object);
  for (let i = 0; i < keys.length; i++) {
    if (ReflectGetOwnPropertyDescriptor(object, keys[i])?.enumerable) {
      const key = convertKey(keys[i]);
      MapPrototypeSet(record, key, convertValue(object[keys[i]]));
    }
  }
  const pairs = [];
  MapPrototypeForEach(record, (value, key) => {
    ArrayPrototypePush(pairs, [key, value]);
  });
  return pairs;
}
