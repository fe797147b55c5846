// Structured clone within one realm: serialize and deserialize in one walk.
// https://html.spec.whatwg.org/#safe-passing-of-structured-data

import {
  ArrayBuffer,
  ArrayBufferIsView,
  ArrayBufferPrototypeGetByteLength,
  ArrayBufferPrototypeGetDetached,
  ArrayBufferPrototypeTransfer,
  ArrayIsArray,
  ArrayPrototypeForEach,
  ArrayPrototypeMap,
  ArrayPrototypePush,
  BigInt,
  Boolean,
  DataView,
  Date,
  DatePrototypeGetTime,
  Error,
  EvalError,
  FinalizationRegistry,
  Map,
  MapPrototypeForEach,
  MapPrototypeGet,
  MapPrototypeGetSize,
  MapPrototypeHas,
  MapPrototypeSet,
  Number,
  Object,
  ObjectDefineProperty,
  ObjectGetPrototypeOf,
  ObjectKeys,
  ObjectPrototype,
  ObjectPrototypeHasOwnProperty,
  Promise,
  RangeError,
  ReferenceError,
  ReflectGetOwnPropertyDescriptor,
  RegExp,
  RegExpPrototypeGetSource,
  Set,
  SetPrototypeAdd,
  SetPrototypeForEach,
  SetPrototypeGetSize,
  String,
  Symbol,
  SyntaxError,
  TypeError,
  TypedArrayPrototypeGetLength,
  TypedArrayPrototypeGetName,
  TypedArrayPrototypeSet,
  URIError,
  Uint8Array,
  WeakMap,
  WeakMapPrototypeGet,
  WeakMapPrototypeSet,
  WeakRef,
  WeakSet,
  WeakSetPrototypeAdd,
  WeakSetPrototypeHas,
  global,
  uncurryThis,
} from "./primordials.mjs";
import { DOMException, copyDOMException } from "../dom-exception.mjs";
import { bytesOf, isArrayBuffer } from "./bytes.mjs";
import { errorNamed, ops } from "./host.mjs";
import { inspect } from "./inspect.mjs";
import { isInterfacePrototype, toDOMString } from "./webidl.mjs";

const errors = {
  __proto__: null,
  Error,
  EvalError,
  RangeError,
  ReferenceError,
  SyntaxError,
  TypeError,
  URIError,
};

/** Class names of views, taken before a script could replace the classes. */
const views = { __proto__: null };
ArrayPrototypeForEach(
  [
    "BigInt64Array",
    "BigUint64Array",
    "Float16Array",
    "Float32Array",
    "Float64Array",
    "Int16Array",
    "Int32Array",
    "Int8Array",
    "Uint16Array",
    "Uint32Array",
    "Uint8Array",
    "Uint8ClampedArray",
  ],
  (name) => {
    views[name] = global[name];
  },
);

const brand = (check) => (value) => {
  try {
    check(value);
    return true;
  } catch {
    return false;
  }
};
const isDate = brand(DatePrototypeGetTime);
const isMap = brand(MapPrototypeGetSize);
const isSet = brand(SetPrototypeGetSize);
const isRegExp = brand(RegExpPrototypeGetSource);

/** What takes a primitive out of its object. */
const wrappers = [
  uncurryThis(Boolean.prototype.valueOf),
  uncurryThis(Number.prototype.valueOf),
  uncurryThis(String.prototype.valueOf),
  uncurryThis(BigInt.prototype.valueOf),
];

/** Classes whose objects have internal slots that cannot be serialized. */
const uncloneablePrototypes = new WeakSet();
ArrayPrototypeForEach(
  [Promise, WeakMap, WeakSet, WeakRef, FinalizationRegistry, Symbol],
  (constructor) => {
    WeakSetPrototypeAdd(uncloneablePrototypes, constructor.prototype);
  },
);

/** The flags of a regular expression, by its slots: `flags` reads what a script can replace. */
const regExpFlags = ArrayPrototypeMap(
  ["hasIndices", "global", "ignoreCase", "multiline", "dotAll", "unicode", "unicodeSets", "sticky"],
  (name) => uncurryThis(ReflectGetOwnPropertyDescriptor(RegExp.prototype, name).get),
);
const FLAG_LETTERS = "dgimsuvy";

function flagsOf(regExp) {
  let flags = "";
  for (let i = 0; i < regExpFlags.length; i++) {
    flags += regExpFlags[i](regExp) ? FLAG_LETTERS[i] : "";
  }
  return flags;
}

const cloners = new WeakMap();

/**
 * Makes the objects of an interface serializable: `clone(value, sub)` gives a new object, and gets
 * its parts from `sub(part)`. https://html.spec.whatwg.org/#serializable-objects
 */
export const registerSerializable = (constructor, clone) => {
  WeakMapPrototypeSet(cloners, constructor.prototype, clone);
};

registerSerializable(DOMException, (error) => copyDOMException(error));

const uncloneable = (value) =>
  errorNamed("DataCloneError", `${inspect(value)} cannot be cloned.`);

/** https://html.spec.whatwg.org/#structuredserializewithtransfer */
export function cloneWithTransfer(value, transfer) {
  const memory = new Map();
  const moved = [];
  for (let i = 0; i < transfer.length; i++) {
    const item = transfer[i];
    if (!isArrayBuffer(item)) {
      throw errorNamed("DataCloneError", `${inspect(item)} cannot be transferred.`);
    }
    if (ArrayBufferPrototypeGetDetached(item) || MapPrototypeHas(memory, item)) {
      throw errorNamed(
        "DataCloneError",
        "An ArrayBuffer to transfer is detached or is in the list twice.",
      );
    }
    const target = new ArrayBuffer(ArrayBufferPrototypeGetByteLength(item));
    MapPrototypeSet(memory, item, target);
    ArrayPrototypePush(moved, { source: item, target });
  }
  const result = clone(value, memory);
  // Only now, so that a value that cannot be cloned leaves the buffers as they were.
  for (let i = 0; i < moved.length; i++) {
    const { source, target } = moved[i];
    TypedArrayPrototypeSet(new Uint8Array(target), new Uint8Array(source));
    ArrayBufferPrototypeTransfer(source);
  }
  return result;
}

/** https://html.spec.whatwg.org/#structuredserializeinternal */
function clone(value, memory) {
  switch (typeof value) {
    case "symbol":
    case "function":
      throw uncloneable(value);
    case "object":
      break;
    default:
      return value;
  }
  if (value === null) {
    return null;
  }
  const known = MapPrototypeGet(memory, value);
  return known === undefined ? cloneObject(value, memory) : known;
}

function remember(memory, value, copy) {
  MapPrototypeSet(memory, value, copy);
  return copy;
}

function cloneObject(value, memory) {
  if (ArrayIsArray(value)) {
    const array = remember(memory, value, []);
    array.length = value.length;
    return copyProperties(value, array, memory);
  }
  const platform = cloneOfPlatformObject(value, memory);
  if (platform !== undefined) {
    return platform;
  }
  if (ObjectGetPrototypeOf(value) !== ObjectPrototype) {
    const builtin = cloneOfBuiltin(value, memory);
    if (builtin !== undefined) {
      return builtin;
    }
  }
  return copyProperties(value, remember(memory, value, {}), memory);
}

function copyProperties(source, target, memory) {
  const keys = ObjectKeys(source);
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i];
    if (ObjectPrototypeHasOwnProperty(source, key)) {
      define(target, key, clone(source[key], memory), true);
    }
  }
  return target;
}

function define(target, key, value, enumerable) {
  ObjectDefineProperty(target, key, {
    __proto__: null,
    value,
    enumerable,
    writable: true,
    configurable: true,
  });
}

function cloneOfPlatformObject(value, memory) {
  for (let o = ObjectGetPrototypeOf(value); o !== null; o = ObjectGetPrototypeOf(o)) {
    const cloner = WeakMapPrototypeGet(cloners, o);
    if (cloner !== undefined) {
      return remember(
        memory,
        value,
        cloner(value, (part) => clone(part, memory)),
      );
    }
    if (isInterfacePrototype(o) || WeakSetPrototypeHas(uncloneablePrototypes, o)) {
      throw uncloneable(value);
    }
  }
  return undefined;
}

function cloneOfBuiltin(value, memory) {
  if (isDate(value)) {
    return remember(memory, value, new Date(DatePrototypeGetTime(value)));
  }
  if (isMap(value)) {
    return cloneMap(value, memory);
  }
  if (isSet(value)) {
    return cloneSet(value, memory);
  }
  if (isArrayBuffer(value)) {
    return remember(memory, value, copyBuffer(value));
  }
  if (ArrayBufferIsView(value)) {
    return remember(memory, value, cloneView(value, memory));
  }
  if (isErrorObject(value)) {
    return cloneError(value, memory);
  }
  if (isRegExp(value)) {
    const copy = new RegExp(RegExpPrototypeGetSource(value), flagsOf(value));
    return remember(memory, value, copy);
  }
  for (let i = 0; i < wrappers.length; i++) {
    const unwrap = wrappers[i];
    if (brand(unwrap)(value)) {
      return remember(memory, value, Object(unwrap(value)));
    }
  }
  return undefined;
}

function cloneMap(source, memory) {
  const copy = remember(memory, source, new Map());
  const entries = [];
  MapPrototypeForEach(source, (item, key) => {
    ArrayPrototypePush(entries, { key, item });
  });
  for (let i = 0; i < entries.length; i++) {
    const { key, item } = entries[i];
    MapPrototypeSet(copy, clone(key, memory), clone(item, memory));
  }
  return copy;
}

function cloneSet(source, memory) {
  const copy = remember(memory, source, new Set());
  const items = [];
  SetPrototypeForEach(source, (item) => {
    ArrayPrototypePush(items, item);
  });
  for (let i = 0; i < items.length; i++) {
    SetPrototypeAdd(copy, clone(items[i], memory));
  }
  return copy;
}

function copyBuffer(buffer) {
  if (ArrayBufferPrototypeGetDetached(buffer)) {
    throw errorNamed("DataCloneError", "An ArrayBuffer that is detached cannot be cloned.");
  }
  const copy = new ArrayBuffer(ArrayBufferPrototypeGetByteLength(buffer));
  TypedArrayPrototypeSet(new Uint8Array(copy), new Uint8Array(buffer));
  return copy;
}

function cloneView(view, memory) {
  const name = TypedArrayPrototypeGetName(view);
  const { buffer, offset, length } = bytesOf(view);
  const copy = clone(buffer, memory);
  return name === undefined
    ? new DataView(copy, offset, length)
    : new views[name](copy, offset, TypedArrayPrototypeGetLength(view));
}

// An error object has a stack of its own; the host knows whether it is one.
const isErrorObject = (value) =>
  ObjectPrototypeHasOwnProperty(value, "stack") && ops.realm.isError(value);

function cloneError(error, memory) {
  const name = error.name === undefined ? "Error" : toDOMString(error.name);
  const copy = remember(memory, error, new (errors[name] ?? Error)());
  const message = ReflectGetOwnPropertyDescriptor(error, "message");
  if (message !== undefined && "value" in message) {
    define(copy, "message", toDOMString(message.value), false);
  }
  const stack = ReflectGetOwnPropertyDescriptor(error, "stack")?.value;
  define(copy, "stack", typeof stack === "string" ? stack : "", false);
  const cause = ReflectGetOwnPropertyDescriptor(error, "cause");
  if (cause !== undefined && "value" in cause) {
    define(copy, "cause", clone(cause.value, memory), false);
  }
  return copy;
}
