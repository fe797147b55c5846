// Functions of WebAssembly that scripts call, and scripts' functions that WebAssembly calls.
// https://webassembly.github.io/spec/js-api/#exported-function-exotic-objects

import {
  ArrayPrototypeIncludes,
  ArrayPrototypePush,
  ArrayPrototypeSome,
  ObjectDefineProperty,
  ReflectApply,
  StringPrototypeIndexOf,
  StringPrototypeSlice,
  StringPrototypeSplit,
  TypeError,
  WeakMap,
  WeakMapPrototypeGet,
  WeakMapPrototypeSet,
} from "../primordials.mjs";
import { ops } from "../host.mjs";
import { toSequence } from "../webidl.mjs";
import { functionType, objectOf } from "./engine.mjs";
import { shownError } from "./errors.mjs";
import { toJSValue, toWebAssemblyValue } from "./values.mjs";

/** The addresses of exported functions. */
const addresses = new WeakMap();

/** The address of an exported function; undefined for everything else. */
export const addressOfFunction = (value) => WeakMapPrototypeGet(addresses, value);

/** The engine's word for a type: index, parameters in parentheses, results. */
function parseType(text) {
  const open = StringPrototypeIndexOf(text, "(");
  const close = StringPrototypeIndexOf(text, ")");
  return {
    name: StringPrototypeSlice(text, 0, open),
    parameters: words(StringPrototypeSlice(text, open + 1, close)),
    results: words(StringPrototypeSlice(text, close + 1)),
  };
}

const words = (text) => (text === "" ? [] : StringPrototypeSplit(text, " "));

const has = (types, type) => ArrayPrototypeIncludes(types, type);

const noVectors = () =>
  new TypeError("A script has no values of the type v128 that this function takes or gives.");

/** https://webassembly.github.io/spec/js-api/#a-new-exported-function */
export const exportedFunction = (address) => objectOf(address, createExportedFunction);

function createExportedFunction(address) {
  const { name, parameters, results } = parseType(functionType(address));
  const enter = entry(address, parameters);
  const hasVectors = has(parameters, "v128") || has(results, "v128");
  const { call } = {
    call(...given) {
      if (hasVectors) {
        throw noVectors();
      }
      const values = [];
      for (let i = 0; i < parameters.length; i++) {
        ArrayPrototypePush(values, toWebAssemblyValue(given[i], parameters[i]));
      }
      let result;
      try {
        result = enter(values);
      } catch (thrown) {
        throw shownError(thrown);
      }
      return shownResult(result, results);
    },
  };
  ObjectDefineProperty(call, "name", { value: name, configurable: true });
  ObjectDefineProperty(call, "length", { value: parameters.length, configurable: true });
  WeakMapPrototypeSet(addresses, call, address);
  return call;
}

/**
 * The way into a function. The engine takes each number in the representation of its own type, which
 * only the host can give it; integers of 32 bits have it.
 */
function entry(address, parameters) {
  return ArrayPrototypeSome(parameters, isOfOtherRepresentation)
    ? (values) => ops.wasm.invoke(address, parameters, values)
    : (values) => ReflectApply(address, undefined, values);
}

const isOfOtherRepresentation = (type) => type === "i64" || type === "f32" || type === "f64";

function shownResult(result, types) {
  switch (types.length) {
    case 0:
      return undefined;
    case 1:
      return toJSValue(result, types[0]);
    default: {
      const values = [];
      for (let i = 0; i < types.length; i++) {
        ArrayPrototypePush(values, toJSValue(result[i], types[i]));
      }
      return values;
    }
  }
}

/** https://webassembly.github.io/spec/js-api/#run-a-host-function */
export function hostFunction(callee, type) {
  const { parameters, results } = parseType(type);
  const hasVectors = has(parameters, "v128") || has(results, "v128");
  return (...given) => {
    if (hasVectors) {
      throw noVectors();
    }
    const values = [];
    for (let i = 0; i < parameters.length; i++) {
      ArrayPrototypePush(values, toJSValue(given[i], parameters[i]));
    }
    const result = ReflectApply(callee, undefined, values);
    switch (results.length) {
      case 0:
        return undefined;
      case 1:
        return toWebAssemblyValue(result, results[0]);
      default:
        return severalResults(result, results);
    }
  };
}

function severalResults(result, types) {
  const given = toSequence(result, (value) => value, "What a function with several results gives");
  if (given.length !== types.length) {
    throw new TypeError(`${types.length} results were wanted, and ${given.length} were given.`);
  }
  const values = [];
  for (let i = 0; i < types.length; i++) {
    ArrayPrototypePush(values, toWebAssemblyValue(given[i], types[i]));
  }
  return values;
}
