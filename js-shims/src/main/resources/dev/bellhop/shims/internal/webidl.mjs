// Web IDL: conversions and the shape of interfaces. https://webidl.spec.whatwg.org/

import {
  ArrayPrototypeIncludes,
  ArrayPrototypePush,
  BigInt,
  MathAbs,
  MathFloor,
  MathMax,
  MathMin,
  MathPow,
  MathRound,
  MathSign,
  MAX_SAFE_INTEGER,
  MIN_SAFE_INTEGER,
  Number,
  NumberIsFinite,
  NumberIsNaN,
  ObjectDefineProperty,
  PromiseReject,
  ReflectApply,
  ReflectGetOwnPropertyDescriptor,
  ReflectOwnKeys,
  String,
  StringPrototypeToWellFormed,
  SymbolIterator,
  SymbolToStringTag,
  TypeError,
  WeakSet,
  WeakSetPrototypeAdd,
  WeakSetPrototypeHas,
} from "./primordials.mjs";

/** Passed as first argument to the constructor of an interface that scripts cannot construct. */
export const internalToken = {};

export function requireToken(token, name) {
  if (token !== internalToken) {
    throw new TypeError(`${name} cannot be constructed by a script.`);
  }
}

export function requireArguments(count, required, operation) {
  if (count < required) {
    throw new TypeError(
      `${operation} needs ${required} argument${required === 1 ? "" : "s"}, but got ${count}.`,
    );
  }
}

export const illegalInvocation = (name) =>
  new TypeError(`This can only be called on an object of type ${name}.`);

/**
 * Gives a class the shape of a Web IDL interface: enumerable members, a class string.
 * https://webidl.spec.whatwg.org/#es-interfaces
 */
export function defineInterface(constructor, name, constants = undefined) {
  const { prototype } = constructor;
  WeakSetPrototypeAdd(interfacePrototypes, prototype);
  makeEnumerable(prototype, isConstructor);
  makeEnumerable(constructor, isOfFunctions);
  ObjectDefineProperty(prototype, SymbolToStringTag, {
    __proto__: null,
    value: name,
    configurable: true,
  });
  if (constants !== undefined) {
    const keys = ReflectOwnKeys(constants);
    for (let i = 0; i < keys.length; i++) {
      const key = keys[i];
      const property = { __proto__: null, value: constants[key], enumerable: true };
      ObjectDefineProperty(constructor, key, property);
      ObjectDefineProperty(prototype, key, property);
    }
  }
}

/**
 * Lets the getters of attributes that are promises reject instead of throwing.
 * https://webidl.spec.whatwg.org/#dfn-attribute-getter
 */
export function promiseAttributes({ prototype }, names) {
  for (let i = 0; i < names.length; i++) {
    const property = ReflectGetOwnPropertyDescriptor(prototype, names[i]);
    const read = property.get;
    const rejecting = {
      get [names[i]]() {
        try {
          return ReflectApply(read, this, []);
        } catch (error) {
          return PromiseReject(error);
        }
      },
    };
    property.get = ReflectGetOwnPropertyDescriptor(rejecting, names[i]).get;
    ObjectDefineProperty(prototype, names[i], property);
  }
}

/** Gives a prototype, or a constructor, the members that an object has. */
export function include(target, members) {
  const keys = ReflectOwnKeys(members);
  for (let i = 0; i < keys.length; i++) {
    ObjectDefineProperty(target, keys[i], ReflectGetOwnPropertyDescriptor(members, keys[i]));
  }
}

const interfacePrototypes = new WeakSet();

/** Whether an object is the prototype of one of our interfaces. */
export const isInterfacePrototype = (object) => WeakSetPrototypeHas(interfacePrototypes, object);

function makeEnumerable(object, isBuiltin) {
  const keys = ReflectOwnKeys(object);
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i];
    if (typeof key !== "string" || isBuiltin(key)) {
      continue;
    }
    const property = ReflectGetOwnPropertyDescriptor(object, key);
    property.enumerable = true;
    ObjectDefineProperty(object, key, property);
  }
}

const isConstructor = (key) => key === "constructor";

const isOfFunctions = (key) => key === "prototype" || key === "name" || key === "length";

export const isObject = (value) =>
  (typeof value === "object" && value !== null) || typeof value === "function";

/** https://webidl.spec.whatwg.org/#es-DOMString */
export function toDOMString(value) {
  if (typeof value === "symbol") {
    throw new TypeError("A Symbol cannot be converted to a string.");
  }
  return typeof value === "string" ? value : String(value);
}

/** https://webidl.spec.whatwg.org/#es-USVString */
export const toUSVString = (value) => StringPrototypeToWellFormed(toDOMString(value));

/** https://webidl.spec.whatwg.org/#es-ByteString */
export function toByteString(value) {
  const string = toDOMString(value);
  for (let i = 0; i < string.length; i++) {
    if (string[i] > "\u00ff") {
      throw new TypeError(`"${string}" has a character above U+00FF, which a header cannot hold.`);
    }
  }
  return string;
}

export const toDouble = (value, what) => {
  const number = +value;
  if (!NumberIsFinite(number)) {
    throw new TypeError(`${what} must be a finite number.`);
  }
  return number;
};

const integer = (bits, signed) => {
  const upper = bits === 64 ? MAX_SAFE_INTEGER : signed ? 2 ** (bits - 1) - 1 : 2 ** bits - 1;
  const lower = signed ? (bits === 64 ? MIN_SAFE_INTEGER : -(2 ** (bits - 1))) : 0;
  const modulus = MathPow(2, bits);
  return (value, what = "The value", mode = "wrap") => {
    let number = +value;
    if (mode === "enforce") {
      if (!NumberIsFinite(number)) {
        throw new TypeError(`${what} must be a finite number.`);
      }
      number = truncate(number);
      if (number < lower || number > upper) {
        throw new TypeError(`${what} must be between ${lower} and ${upper}.`);
      }
      return number;
    }
    if (mode === "clamp" && !NumberIsNaN(number)) {
      number = MathMin(MathMax(number, lower), upper);
      const floor = MathFloor(number);
      const even = number - floor === 0.5 && floor % 2 === 0;
      return (even ? floor : MathRound(number)) + 0;
    }
    if (!NumberIsFinite(number)) {
      return 0;
    }
    number = truncate(number);
    if (number >= lower && number <= upper) {
      return number;
    }
    if (bits === 64) {
      const wide = BigInt(number);
      return Number(signed ? asSigned(wide) : asUnsigned(wide));
    }
    number %= modulus;
    if (number < 0) {
      number += modulus;
    }
    return signed && number > upper ? number - modulus : number;
  };
};
const asUnsigned = (wide) => ((wide % 2n ** 64n) + 2n ** 64n) % 2n ** 64n;
const asSigned = (wide) => {
  const unsigned = asUnsigned(wide);
  return unsigned >= 2n ** 63n ? unsigned - 2n ** 64n : unsigned;
};

const truncate = (number) => MathSign(number) * MathFloor(MathAbs(number)) + 0;

/**
 * https://webidl.spec.whatwg.org/#abstract-opdef-converttoint; the mode is "wrap", "enforce" for
 * [EnforceRange] or "clamp" for [Clamp].
 */
export const toOctet = integer(8, false);
export const toUnsignedShort = integer(16, false);
export const toLong = integer(32, true);
export const toUnsignedLong = integer(32, false);
export const toLongLong = integer(64, true);
export const toUnsignedLongLong = integer(64, false);

/** A dictionary's object, or undefined where none was given. */
export function toDictionary(value, what) {
  if (value === undefined || value === null) {
    return undefined;
  }
  if (!isObject(value)) {
    throw new TypeError(`${what} must be an object.`);
  }
  return value;
}

/** https://webidl.spec.whatwg.org/#es-enumeration */
export function toEnum(value, allowed, what) {
  const string = toDOMString(value);
  if (!ArrayPrototypeIncludes(allowed, string)) {
    throw new TypeError(`${what} cannot be "${string}".`);
  }
  return string;
}

/** https://webidl.spec.whatwg.org/#es-sequence */
export function toSequence(value, convert, what) {
  const method = isObject(value) ? value[SymbolIterator] : undefined;
  if (typeof method !== "function") {
    throw new TypeError(`${what} must be iterable.`);
  }
  return sequenceFrom(value, method, convert);
}

/** The elements of an iterable whose iterator method has been read. */
export function sequenceFrom(iterable, method, convert) {
  const iterator = ReflectApply(method, iterable, []);
  if (!isObject(iterator)) {
    throw new TypeError("An iterator must be an object.");
  }
  const { next } = iterator;
  const result = [];
  for (;;) {
    const step = ReflectApply(next, iterator, []);
    if (!isObject(step)) {
      throw new TypeError("An iterator's result must be an object.");
    }
    if (step.done) {
      return result;
    }
    ArrayPrototypePush(result, convert(step.value));
  }
}

/** A callback function, or TypeError. */
export function toCallback(value, what) {
  if (typeof value !== "function") {
    throw new TypeError(`${what} must be a function.`);
  }
  return value;
}
