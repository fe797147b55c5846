// Intrinsics as they were before any user code ran. Shims use these instead of methods and globals
// that a script can replace; a name is the path of the intrinsic, methods take their receiver first.

export const {
  ArrayBuffer,
  BigInt,
  Boolean,
  DataView,
  Date,
  Error,
  EvalError,
  FinalizationRegistry,
  Function,
  Map,
  Number,
  Object,
  Promise,
  RangeError,
  ReferenceError,
  RegExp,
  Set,
  SharedArrayBuffer,
  String,
  Symbol,
  SyntaxError,
  TypeError,
  URIError,
  Uint8Array,
  WeakMap,
  WeakRef,
  WeakSet,
  globalThis: global,
} = globalThis;

const {
  apply,
  construct,
  defineProperty,
  deleteProperty,
  getOwnPropertyDescriptor,
  ownKeys,
  setPrototypeOf,
} = Reflect;
const { bind, call } = Function.prototype;
const uncurry = bind.bind(call);
const getter = (object, key) => uncurry(getOwnPropertyDescriptor(object, key).get);

export const uncurryThis = uncurry;
export const ReflectApply = apply;
export const ReflectConstruct = construct;
export const ReflectDeleteProperty = deleteProperty;
export const ReflectOwnKeys = ownKeys;
export const ReflectGet = Reflect.get;

export const {
  assign: ObjectAssign,
  create: ObjectCreate,
  entries: ObjectEntries,
  freeze: ObjectFreeze,
  getOwnPropertyNames: ObjectGetOwnPropertyNames,
  getPrototypeOf: ObjectGetPrototypeOf,
  is: ObjectIs,
  keys: ObjectKeys,
  setPrototypeOf: ObjectSetPrototypeOf,
} = Object;

// A script can give Object.prototype members like "get" and "writable", which a descriptor would
// inherit; so the descriptors of shims inherit nothing.
const bare = (descriptor) => {
  if (descriptor !== undefined) {
    setPrototypeOf(descriptor, null);
  }
  return descriptor;
};
const defineOnObject = Object.defineProperty;
export const ObjectDefineProperty = (object, key, descriptor) =>
  defineOnObject(object, key, bare(descriptor));
export const ReflectGetOwnPropertyDescriptor = (object, key) =>
  bare(getOwnPropertyDescriptor(object, key));
const descriptorOfAny = Object.getOwnPropertyDescriptor;
export const ObjectGetOwnPropertyDescriptor = (value, key) => bare(descriptorOfAny(value, key));

export const ObjectPrototype = Object.prototype;
export const ObjectPrototypeHasOwnProperty = uncurry(Object.prototype.hasOwnProperty);
export const ObjectPrototypeToString = uncurry(Object.prototype.toString);
export const FunctionPrototype = Function.prototype;
export const FunctionPrototypeBind = uncurry(bind);
export const FunctionPrototypeCall = uncurry(call);
export const FunctionPrototypeToString = uncurry(Function.prototype.toString);

export const ArrayIsArray = Array.isArray;
export const ArrayFrom = Array.from;
export const ArrayPrototype = Array.prototype;
export const ArrayPrototypeConcat = uncurry(Array.prototype.concat);
export const ArrayPrototypeFilter = uncurry(Array.prototype.filter);
export const ArrayPrototypeFind = uncurry(Array.prototype.find);
export const ArrayPrototypeFindIndex = uncurry(Array.prototype.findIndex);
export const ArrayPrototypeForEach = uncurry(Array.prototype.forEach);
export const ArrayPrototypeIncludes = uncurry(Array.prototype.includes);
export const ArrayPrototypeIndexOf = uncurry(Array.prototype.indexOf);
export const ArrayPrototypeJoin = uncurry(Array.prototype.join);
export const ArrayPrototypeMap = uncurry(Array.prototype.map);
export const ArrayPrototypePop = uncurry(Array.prototype.pop);
export const ArrayPrototypePush = uncurry(Array.prototype.push);
export const ArrayPrototypeShift = uncurry(Array.prototype.shift);
export const ArrayPrototypeSlice = uncurry(Array.prototype.slice);
export const ArrayPrototypeSome = uncurry(Array.prototype.some);
export const ArrayPrototypeSort = uncurry(Array.prototype.sort);
export const ArrayPrototypeSplice = uncurry(Array.prototype.splice);
export const ArrayPrototypeUnshift = uncurry(Array.prototype.unshift);
export const ArrayPrototypeValues = uncurry(Array.prototype.values);
export const ArrayIteratorPrototype = ObjectGetPrototypeOf([][Symbol.iterator]());
export const IteratorPrototype = ObjectGetPrototypeOf(ArrayIteratorPrototype);
export const AsyncIteratorPrototype = ObjectGetPrototypeOf(
  ObjectGetPrototypeOf(ObjectGetPrototypeOf((async function* () {})())),
);

export const StringPrototypeCharCodeAt = uncurry(String.prototype.charCodeAt);
export const StringPrototypeEndsWith = uncurry(String.prototype.endsWith);
export const StringPrototypeIncludes = uncurry(String.prototype.includes);
export const StringPrototypeIndexOf = uncurry(String.prototype.indexOf);
export const StringPrototypePadEnd = uncurry(String.prototype.padEnd);
export const StringPrototypePadStart = uncurry(String.prototype.padStart);
export const StringPrototypeRepeat = uncurry(String.prototype.repeat);
export const StringPrototypeSlice = uncurry(String.prototype.slice);
export const StringPrototypeSplit = uncurry(String.prototype.split);
export const StringPrototypeStartsWith = uncurry(String.prototype.startsWith);
export const StringPrototypeToLowerCase = uncurry(String.prototype.toLowerCase);
export const StringPrototypeToUpperCase = uncurry(String.prototype.toUpperCase);
export const StringPrototypeToWellFormed = uncurry(String.prototype.toWellFormed);
export const StringPrototypeTrim = uncurry(String.prototype.trim);
export const StringFromCharCode = String.fromCharCode;
export const RegExpPrototypeExec = uncurry(RegExp.prototype.exec);
export const JSONParse = JSON.parse;
export const JSONStringify = JSON.stringify;

export const {
  abs: MathAbs,
  floor: MathFloor,
  fround: MathFround,
  max: MathMax,
  min: MathMin,
  pow: MathPow,
  random: MathRandom,
  round: MathRound,
  sign: MathSign,
  trunc: MathTrunc,
} = Math;
export const {
  isFinite: NumberIsFinite,
  isInteger: NumberIsInteger,
  isNaN: NumberIsNaN,
  MAX_SAFE_INTEGER,
  MIN_SAFE_INTEGER,
  parseInt: NumberParseInt,
  parseFloat: NumberParseFloat,
} = Number;
export const NumberPrototypeToString = uncurry(Number.prototype.toString);
export const NumberPrototypeToFixed = uncurry(Number.prototype.toFixed);
export const BigIntAsIntN = BigInt.asIntN;
export const BigIntPrototypeToString = uncurry(BigInt.prototype.toString);

export const {
  asyncIterator: SymbolAsyncIterator,
  hasInstance: SymbolHasInstance,
  iterator: SymbolIterator,
  species: SymbolSpecies,
  toPrimitive: SymbolToPrimitive,
  toStringTag: SymbolToStringTag,
} = Symbol;
export const SymbolPrototypeToString = uncurry(Symbol.prototype.toString);

export const MapPrototypeGet = uncurry(Map.prototype.get);
export const MapPrototypeSet = uncurry(Map.prototype.set);
export const MapPrototypeHas = uncurry(Map.prototype.has);
export const MapPrototypeDelete = uncurry(Map.prototype.delete);
export const MapPrototypeClear = uncurry(Map.prototype.clear);
export const MapPrototypeForEach = uncurry(Map.prototype.forEach);
export const MapPrototypeKeys = uncurry(Map.prototype.keys);
export const MapPrototypeGetSize = getter(Map.prototype, "size");
export const SetPrototypeAdd = uncurry(Set.prototype.add);
export const SetPrototypeHas = uncurry(Set.prototype.has);
export const SetPrototypeDelete = uncurry(Set.prototype.delete);
export const SetPrototypeClear = uncurry(Set.prototype.clear);
export const SetPrototypeForEach = uncurry(Set.prototype.forEach);
export const SetPrototypeKeys = uncurry(Set.prototype.keys);
export const SetPrototypeGetSize = getter(Set.prototype, "size");
export const WeakMapPrototypeGet = uncurry(WeakMap.prototype.get);
export const WeakMapPrototypeSet = uncurry(WeakMap.prototype.set);
export const WeakMapPrototypeHas = uncurry(WeakMap.prototype.has);
export const WeakSetPrototypeAdd = uncurry(WeakSet.prototype.add);
export const WeakSetPrototypeHas = uncurry(WeakSet.prototype.has);
export const WeakMapPrototypeDelete = uncurry(WeakMap.prototype.delete);

export const FinalizationRegistryPrototypeRegister = uncurry(
  FinalizationRegistry.prototype.register,
);

/** The constructors of typed arrays by name. */
export const typedArrays = { __proto__: null };
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
].forEach((name) => {
  typedArrays[name] = globalThis[name];
});
const TypedArrayPrototype = ObjectGetPrototypeOf(Uint8Array.prototype);
export const TypedArrayPrototypeGetBuffer = getter(TypedArrayPrototype, "buffer");
export const TypedArrayPrototypeGetByteLength = getter(TypedArrayPrototype, "byteLength");
export const TypedArrayPrototypeGetByteOffset = getter(TypedArrayPrototype, "byteOffset");
export const TypedArrayPrototypeGetLength = getter(TypedArrayPrototype, "length");
export const TypedArrayPrototypeGetName = getter(TypedArrayPrototype, Symbol.toStringTag);
export const TypedArrayPrototypeSet = uncurry(TypedArrayPrototype.set);
export const TypedArrayPrototypeSlice = uncurry(TypedArrayPrototype.slice);
export const TypedArrayPrototypeSubarray = uncurry(TypedArrayPrototype.subarray);
export const ArrayBufferIsView = ArrayBuffer.isView;
export const ArrayBufferPrototypeGetByteLength = getter(ArrayBuffer.prototype, "byteLength");
export const ArrayBufferPrototypeGetDetached = getter(ArrayBuffer.prototype, "detached");
export const ArrayBufferPrototypeGetResizable = getter(ArrayBuffer.prototype, "resizable");
export const ArrayBufferPrototypeSlice = uncurry(ArrayBuffer.prototype.slice);
export const ArrayBufferPrototypeTransfer = uncurry(ArrayBuffer.prototype.transfer);
export const SharedArrayBufferPrototypeGetByteLength = getter(
  SharedArrayBuffer.prototype,
  "byteLength",
);
export const SharedArrayBufferPrototypeSlice = uncurry(SharedArrayBuffer.prototype.slice);
export const DataViewPrototypeGetBuffer = getter(DataView.prototype, "buffer");
export const DataViewPrototypeGetByteLength = getter(DataView.prototype, "byteLength");
export const DataViewPrototypeGetByteOffset = getter(DataView.prototype, "byteOffset");

export const DatePrototypeGetTime = uncurry(Date.prototype.getTime);
export const DatePrototypeToISOString = uncurry(Date.prototype.toISOString);
export const RegExpPrototypeToString = uncurry(RegExp.prototype.toString);
export const RegExpPrototypeGetSource = getter(RegExp.prototype, "source");
export const ErrorPrototypeToString = uncurry(Error.prototype.toString);

export const PromisePrototype = Promise.prototype;
export const PromisePrototypeThen = uncurry(Promise.prototype.then);
export const PromiseResolve = FunctionPrototypeBind(Promise.resolve, Promise);
export const PromiseReject = FunctionPrototypeBind(Promise.reject, Promise);
export const PromiseWithResolvers = FunctionPrototypeBind(Promise.withResolvers, Promise);
export const PromiseAll = FunctionPrototypeBind(Promise.all, Promise);

/** Detaches an ArrayBuffer whose bytes are not the engine's own. */
export const { typedArrayDetachBuffer: detachBuffer } = globalThis.Debug;

export const indirectEval = globalThis.eval;

/** Runs a function in a microtask. */
const resolved = Promise.resolve();
export const enqueueMicrotask = (steps) => {
  PromisePrototypeThen(resolved, () => {
    steps();
  });
};
