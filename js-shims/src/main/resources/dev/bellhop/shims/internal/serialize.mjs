// The first half of structured clone: writes a value as cells that belong to no realm.
// https://html.spec.whatwg.org/#structuredserializewithtransfer

import {
  ArrayBufferIsView,
  ArrayBufferPrototypeGetDetached,
  ArrayBufferPrototypeSlice,
  ArrayIsArray,
  ArrayIteratorPrototype,
  ArrayPrototypeForEach,
  ArrayPrototypeMap,
  ArrayPrototypePush,
  BigInt,
  BigIntPrototypeToString,
  Boolean,
  DatePrototypeGetTime,
  FinalizationRegistry,
  Map,
  MapPrototypeForEach,
  MapPrototypeGet,
  MapPrototypeGetSize,
  MapPrototypeKeys,
  MapPrototypeSet,
  Number,
  ObjectGetPrototypeOf,
  ObjectKeys,
  ObjectPrototype,
  ObjectPrototypeHasOwnProperty,
  Promise,
  ReflectGetOwnPropertyDescriptor,
  RegExp,
  RegExpPrototypeGetSource,
  Set,
  SetPrototypeForEach,
  SetPrototypeGetSize,
  SetPrototypeKeys,
  SharedArrayBuffer,
  String,
  Symbol,
  TypedArrayPrototypeGetLength,
  TypedArrayPrototypeGetName,
  WeakMap,
  WeakRef,
  WeakSet,
  WeakSetPrototypeAdd,
  WeakSetPrototypeHas,
  uncurryThis,
} from "./primordials.mjs";
import { bufferOf, bytesOf, isArrayBuffer, isSharedArrayBuffer } from "./bytes.mjs";
import { END, tags } from "./clone-format.mjs";
import { errorNamed, ops } from "./host.mjs";
import { inspect } from "./inspect.mjs";
import { endsOf, streamKind } from "./moving-streams.mjs";
import { partsOf } from "./serializable.mjs";
import { TransferList, detachedBuffer } from "./transfer-list.mjs";
import { isInterfacePrototype, toDOMString } from "./webidl.mjs";

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

/** What objects inherit from that have internal slots which cannot be serialized. */
const uncloneablePrototypes = new WeakSet();
ArrayPrototypeForEach(
  [
    Promise.prototype,
    // https://html.spec.whatwg.org/#structuredserializeinternal: no realm is cross-origin isolated.
    SharedArrayBuffer.prototype,
    WeakMap.prototype,
    WeakSet.prototype,
    WeakRef.prototype,
    FinalizationRegistry.prototype,
    Symbol.prototype,
    ObjectGetPrototypeOf(function* () {}).prototype,
    ObjectGetPrototypeOf(async function* () {}).prototype,
    ArrayIteratorPrototype,
    ObjectGetPrototypeOf(MapPrototypeKeys(new Map())),
    ObjectGetPrototypeOf(SetPrototypeKeys(new Set())),
  ],
  (prototype) => {
    WeakSetPrototypeAdd(uncloneablePrototypes, prototype);
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

const uncloneable = (value) =>
  errorNamed("DataCloneError", `${inspect(value)} cannot be cloned.`);

// An error object has a stack of its own; the host knows whether it is one.
const isErrorObject = (value) =>
  ObjectPrototypeHasOwnProperty(value, "stack") && ops.realm.isError(value);

/**
 * The cells of a value: the ports that move with it, then strings, numbers, booleans, ArrayBuffers
 * of their own and host bodies. What is in the transfer list moves, unless it throws. `source` is
 * the port that sends it, or null.
 */
export function serialize(value, transfer, source) {
  const list = new TransferList(transfer, source);
  const cells = list.header();
  new Serializer(cells, list).write(value);
  return list.moveInto(cells);
}

class Serializer {
  #cells;
  #transferred;
  /** The number of each object that has been written. */
  #numbers = new Map();

  constructor(cells, transferred) {
    this.#cells = cells;
    this.#transferred = transferred;
  }

  #put(cell) {
    ArrayPrototypePush(this.#cells, cell);
  }

  #number(object) {
    MapPrototypeSet(this.#numbers, object, MapPrototypeGetSize(this.#numbers));
  }

  /** https://html.spec.whatwg.org/#structuredserializeinternal */
  write(value) {
    switch (typeof value) {
      case "symbol":
      case "function":
        throw uncloneable(value);
      case "object":
        this.#writeObjectOrNull(value);
        break;
      case "undefined":
        this.#put(tags.undefined);
        break;
      case "bigint":
        this.#put(tags.bigint);
        this.#put(BigIntPrototypeToString(value));
        break;
      default:
        this.#put(tags.primitive);
        this.#put(value);
    }
  }

  #writeObjectOrNull(value) {
    if (value === null) {
      this.#put(tags.null);
      return;
    }
    const known = MapPrototypeGet(this.#numbers, value);
    if (known === undefined) {
      this.#writeObject(value);
    } else {
      this.#put(tags.reference);
      this.#put(known);
    }
  }

  #writeObject(value) {
    if (ArrayIsArray(value)) {
      this.#number(value);
      this.#put(tags.array);
      this.#put(value.length);
      this.#writeProperties(value);
      return;
    }
    if (this.#writePlatformObject(value)) {
      return;
    }
    if (ObjectGetPrototypeOf(value) !== ObjectPrototype && this.#writeBuiltin(value)) {
      return;
    }
    this.#number(value);
    this.#put(tags.object);
    this.#writeProperties(value);
  }

  #writeProperties(source) {
    const keys = ObjectKeys(source);
    for (let i = 0; i < keys.length; i++) {
      const key = keys[i];
      if (ObjectPrototypeHasOwnProperty(source, key)) {
        this.#put(key);
        this.write(source[key]);
      }
    }
    this.#put(END);
  }

  #writePlatformObject(value) {
    const port = this.#transferred.indexOfPort(value);
    if (port >= 0) {
      this.#number(value);
      this.#put(tags.port);
      this.#put(port);
      return true;
    }
    if (this.#transferred.hasStream(value)) {
      this.#number(value);
      const kind = streamKind(value);
      this.#put(tags.stream);
      this.#put(kind);
      this.#transferred.placeStream(value, this.#cells.length);
      for (let i = 0; i < endsOf(kind); i++) {
        this.#put(null);
      }
      return true;
    }
    const serialized = partsOf(value);
    if (serialized !== null) {
      const { name, parts } = serialized;
      this.#number(value);
      this.#put(tags.platform);
      this.#put(name);
      this.#put(parts.length);
      for (let i = 0; i < parts.length; i++) {
        this.#put(parts[i]);
      }
      return true;
    }
    for (let o = ObjectGetPrototypeOf(value); o !== null; o = ObjectGetPrototypeOf(o)) {
      if (isInterfacePrototype(o) || WeakSetPrototypeHas(uncloneablePrototypes, o)) {
        throw uncloneable(value);
      }
    }
    return false;
  }

  #writeBuiltin(value) {
    if (isDate(value)) {
      this.#number(value);
      this.#put(tags.date);
      this.#put(DatePrototypeGetTime(value));
    } else if (isMap(value)) {
      this.#writeMap(value);
    } else if (isSet(value)) {
      this.#writeSet(value);
    } else if (isArrayBuffer(value)) {
      this.#writeBuffer(value);
    } else if (ArrayBufferIsView(value)) {
      this.#writeView(value);
    } else if (isErrorObject(value)) {
      this.#writeError(value);
    } else if (isRegExp(value)) {
      this.#number(value);
      this.#put(tags.regExp);
      this.#put(RegExpPrototypeGetSource(value));
      this.#put(flagsOf(value));
    } else {
      return this.#writeWrapper(value);
    }
    return true;
  }

  #writeWrapper(value) {
    for (let i = 0; i < wrappers.length; i++) {
      const unwrap = wrappers[i];
      if (brand(unwrap)(value)) {
        this.#number(value);
        this.#put(tags.wrapper);
        this.write(unwrap(value));
        return true;
      }
    }
    return false;
  }

  #writeMap(source) {
    this.#number(source);
    const entries = [];
    MapPrototypeForEach(source, (item, key) => {
      ArrayPrototypePush(entries, key);
      ArrayPrototypePush(entries, item);
    });
    this.#put(tags.map);
    this.#writeAll(entries);
  }

  #writeSet(source) {
    this.#number(source);
    const items = [];
    SetPrototypeForEach(source, (item) => {
      ArrayPrototypePush(items, item);
    });
    this.#put(tags.set);
    this.#writeAll(items);
  }

  #writeAll(values) {
    this.#put(values.length);
    for (let i = 0; i < values.length; i++) {
      this.write(values[i]);
    }
  }

  #writeBuffer(buffer) {
    if (ArrayBufferPrototypeGetDetached(buffer)) {
      throw detachedBuffer();
    }
    this.#number(buffer);
    this.#put(tags.buffer);
    if (this.#transferred.hasBuffer(buffer)) {
      this.#transferred.placeBuffer(buffer, this.#cells.length);
      this.#put(null);
    } else {
      this.#put(ArrayBufferPrototypeSlice(buffer, 0));
    }
  }

  #writeView(view) {
    if (isSharedArrayBuffer(bufferOf(view))) {
      throw uncloneable(view);
    }
    const name = TypedArrayPrototypeGetName(view);
    const { buffer, offset, length } = bytesOf(view);
    this.#put(tags.view);
    this.#put(name ?? "DataView");
    this.#put(offset);
    this.#put(name === undefined ? length : TypedArrayPrototypeGetLength(view));
    this.write(buffer);
    this.#number(view);
  }

  #writeError(error) {
    this.#number(error);
    this.#put(tags.error);
    const { name } = error;
    this.#put(name === undefined ? "Error" : toDOMString(name));
    const message = ReflectGetOwnPropertyDescriptor(error, "message");
    const hasMessage = message !== undefined && "value" in message;
    this.#put(hasMessage);
    this.#put(hasMessage ? toDOMString(message.value) : "");
    const stack = ReflectGetOwnPropertyDescriptor(error, "stack")?.value;
    this.#put(typeof stack === "string" ? stack : "");
    const cause = ReflectGetOwnPropertyDescriptor(error, "cause");
    const hasCause = cause !== undefined && "value" in cause;
    this.#put(hasCause);
    if (hasCause) {
      this.write(cause.value);
    }
  }
}
