// Values on their way between scripts and code of WebAssembly.
// https://webassembly.github.io/spec/js-api/#tojsvalue

import { BigInt, BigIntAsIntN, MathFround, TypeError } from "../primordials.mjs";
import { NULL, isFunction } from "./engine.mjs";
import { addressOfFunction, exportedFunction } from "./functions.mjs";

const noVectors = () => new TypeError("A script has no values of the type v128.");

/** https://webassembly.github.io/spec/js-api/#tojsvalue */
export function toJSValue(value, type) {
  switch (type) {
    case "i64":
      return BigInt(value);
    case "anyfunc":
      return value === null ? null : exportedFunction(value);
    case "externref":
      return value === null ? null : value;
    default:
      return value;
  }
}

/** https://webassembly.github.io/spec/js-api/#towebassemblyvalue */
export function toWebAssemblyValue(value, type) {
  switch (type) {
    case "i32":
      return value | 0;
    case "i64":
      return BigIntAsIntN(64, value);
    case "f32":
      return MathFround(value);
    case "f64":
      return +value;
    case "externref":
      return value === null ? NULL : value;
    case "anyfunc":
      return toFunctionReference(value);
    default:
      throw noVectors();
  }
}

function toFunctionReference(value) {
  if (value === null) {
    return NULL;
  }
  const address = addressOfFunction(value);
  if (address === undefined) {
    throw new TypeError("A reference to a function must be null or a function of WebAssembly.");
  }
  return address;
}

/** https://webassembly.github.io/spec/js-api/#defaultvalue */
export function defaultValue(type) {
  switch (type) {
    case "i64":
      return 0n;
    case "externref":
      return undefined;
    case "anyfunc":
      return NULL;
    case "v128":
      throw noVectors();
    default:
      return toWebAssemblyValue(0, type);
  }
}
