// SharedArrayBuffer as scripts get it, by way of a shared memory. Its bytes are outside the heap, in
// room that all realms and the host's own input and output have together; so they are counted.
// https://tc39.es/ecma262/#sec-sharedarraybuffer-objects

import {
  FinalizationRegistry,
  FinalizationRegistryPrototypeRegister,
  MathTrunc,
  MAX_SAFE_INTEGER,
  ObjectDefineProperty,
  RangeError,
  ReflectConstruct,
  ReflectGetOwnPropertyDescriptor,
  SharedArrayBuffer as Intrinsic,
  SharedArrayBufferPrototypeGetByteLength,
  SharedArrayBufferPrototypeSlice,
  SymbolSpecies,
  TypeError,
  WeakSet,
  WeakSetPrototypeAdd,
  WeakSetPrototypeHas,
} from "./primordials.mjs";
import { guarded, ops } from "./host.mjs";
import { isObject } from "./webidl.mjs";

const counted = new WeakSet();
const collected = new FinalizationRegistry((bytes) => ops.wasm.releaseShared(bytes));

function count(buffer, bytes) {
  WeakSetPrototypeAdd(counted, buffer);
  FinalizationRegistryPrototypeRegister(collected, buffer, bytes);
  return buffer;
}

/** https://tc39.es/ecma262/#sec-toindex */
function toIndex(value) {
  const index = MathTrunc(+value) || 0;
  if (index < 0 || index > MAX_SAFE_INTEGER) {
    throw new RangeError(`A buffer cannot have ${index} bytes.`);
  }
  return index;
}

const constructor = function (length) {
  if (new.target === undefined) {
    throw new TypeError("A SharedArrayBuffer is made with new.");
  }
  const byteLength = toIndex(length);
  const options = arguments[1];
  const maximum = isObject(options) ? options.maxByteLength : undefined;
  if (maximum === undefined) {
    guarded(() => ops.wasm.reserveShared(byteLength));
    return count(ReflectConstruct(Intrinsic, [byteLength], new.target), byteLength);
  }
  const maxByteLength = toIndex(maximum);
  if (byteLength > maxByteLength) {
    throw new RangeError(`${byteLength} bytes are more than the maximum of ${maxByteLength}.`);
  }
  guarded(() => ops.wasm.reserveShared(maxByteLength));
  const growable = { __proto__: null, maxByteLength };
  return count(ReflectConstruct(Intrinsic, [byteLength, growable], new.target), maxByteLength);
};

const { prototype } = Intrinsic;
ObjectDefineProperty(constructor, "name", { value: "SharedArrayBuffer" });
ObjectDefineProperty(constructor, "prototype", { value: prototype, writable: false });
const species = {
  get [SymbolSpecies]() {
    return this;
  },
};
ObjectDefineProperty(constructor, SymbolSpecies, {
  get: ReflectGetOwnPropertyDescriptor(species, SymbolSpecies).get,
  configurable: true,
});
ObjectDefineProperty(prototype, "constructor", { value: constructor });

const { slice } = {
  slice(start, end) {
    const copy = SharedArrayBufferPrototypeSlice(this, start, end);
    if (!WeakSetPrototypeHas(counted, copy)) {
      // A script has taken the constructor off the prototype.
      const bytes = SharedArrayBufferPrototypeGetByteLength(copy);
      guarded(() => ops.wasm.reserveShared(bytes));
      count(copy, bytes);
    }
    return copy;
  },
};
ObjectDefineProperty(prototype, "slice", { value: slice });

/** A SharedArrayBuffer of so many bytes, or RangeError. */
export const createShared = (bytes) => new constructor(bytes);
