// Tells which of the members in `specified` this realm has, and what its global has besides.
const probe = (specified) => {
  const at = (path) => path.split(".").reduce((object, key) => object?.[key], globalThis);
  const keyOf = (name) => (name.startsWith("Symbol.") ? Symbol[name.slice(7)] : name);
  const isObject = (value) => value !== null && ["object", "function"].includes(typeof value);
  const has = (object, name) => isObject(object) && Object.hasOwn(object, keyOf(name));

  const canBeConstructed = (constructor) => {
    try {
      new constructor();
      return true;
    } catch (error) {
      return !/illegal constructor|cannot be constructed/i.test(error.message);
    }
  };

  const isThere = ([owner, name, kind]) => {
    const object = at(owner);
    if (object === undefined) {
      return false;
    }
    switch (kind) {
      case "interface":
        return typeof object === "function";
      case "namespace":
        return true;
      case "unforgeable":
        return has(new object(""), name);
      case "constructor":
        return canBeConstructed(object);
      case "constant":
      case "static operation":
      case "static attribute":
        return has(object, name);
      default:
        return typeof object !== "function"
          ? has(object, name)
          : has(object.prototype, name) ||
              (globalThis instanceof object && keyOf(name) in globalThis);
    }
  };

  const ofEcmaScript =
    "Object Function Array Number parseFloat parseInt Infinity NaN undefined Boolean String " +
    "Symbol Date Promise RegExp Error AggregateError EvalError RangeError ReferenceError " +
    "SyntaxError TypeError URIError globalThis JSON Math Intl ArrayBuffer SharedArrayBuffer " +
    "Atomics Uint8Array Int8Array Uint16Array Int16Array Uint32Array Int32Array Float16Array " +
    "Float32Array Float64Array Uint8ClampedArray BigUint64Array BigInt64Array DataView Map " +
    "BigInt Set WeakMap WeakSet WeakRef Proxy Reflect FinalizationRegistry Iterator " +
    "AsyncIterator decodeURI decodeURIComponent encodeURI encodeURIComponent escape unescape " +
    "eval isFinite isNaN SuppressedError DisposableStack AsyncDisposableStack Temporal " +
    "constructor";

  const names = [];
  for (let object = globalThis; object !== null; object = Object.getPrototypeOf(object)) {
    if (object !== Object.prototype && object !== globalThis.EventTarget?.prototype) {
      names.push(...Object.getOwnPropertyNames(object));
    }
  }
  const known = new Set(specified.flatMap(([owner, name]) => [owner.split(".")[0], name]));
  ofEcmaScript.split(" ").forEach((name) => known.add(name));
  return {
    absent: specified.filter((member) => !isThere(member)),
    besides: [...new Set(names)].filter((name) => !known.has(name)).sort(),
  };
};
