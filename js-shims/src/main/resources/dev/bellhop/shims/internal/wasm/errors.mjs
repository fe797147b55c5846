// https://webassembly.github.io/spec/js-api/#error-objects

import {
  Error,
  ObjectDefineProperty,
  ObjectSetPrototypeOf,
  RangeError,
  ReflectConstruct,
} from "../primordials.mjs";
import { ops } from "../host.mjs";

/** https://tc39.es/ecma262/#sec-nativeerror-object-structure */
function nativeError(name) {
  const constructor = function (message) {
    return ReflectConstruct(Error, arguments, new.target ?? constructor);
  };
  ObjectDefineProperty(constructor, "name", { value: name, configurable: true });
  ObjectSetPrototypeOf(constructor, Error);
  const prototype = { __proto__: Error.prototype };
  const members = { constructor, name, message: "" };
  for (const key in members) {
    ObjectDefineProperty(prototype, key, {
      value: members[key],
      writable: true,
      configurable: true,
    });
  }
  ObjectDefineProperty(constructor, "prototype", { value: prototype, writable: false });
  return constructor;
}

export const CompileError = nativeError("CompileError");
export const LinkError = nativeError("LinkError");
export const RuntimeError = nativeError("RuntimeError");

/**
 * What a script gets where code of WebAssembly, or a function that it called, threw this.
 * https://webassembly.github.io/spec/js-api/#stack-overflow
 */
export function shownError(thrown) {
  const message = ops.wasm.trapped(thrown);
  if (message === null) {
    return thrown;
  }
  return ops.wasm.isExhaustion(thrown)
    ? new RangeError("The stack of calls has no room left.")
    : new RuntimeError(message);
}
