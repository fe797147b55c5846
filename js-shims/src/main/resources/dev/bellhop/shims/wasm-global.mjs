// https://webassembly.github.io/spec/js-api/#globals

import { TypeError } from "./internal/primordials.mjs";
import { ops } from "./internal/host.mjs";
import { adopt, objectOf, readGlobal } from "./internal/wasm/engine.mjs";
import { defaultValue, toJSValue, toWebAssemblyValue } from "./internal/wasm/values.mjs";
import {
  defineInterface,
  internalToken,
  isObject,
  requireArguments,
  toDictionary,
  toEnum,
} from "./internal/webidl.mjs";

const VALUE_TYPES = ["i32", "i64", "f32", "f64", "v128", "externref", "anyfunc"];

export let isGlobal;
/** The engine's global. */
export let addressOfGlobal;

export class Global {
  #address;
  #type;
  #mutable;

  static {
    isGlobal = (value) => isObject(value) && #address in value;
    addressOfGlobal = (global) => global.#address;
  }

  constructor(descriptor, v = undefined) {
    requireArguments(arguments.length, 1, "new WebAssembly.Global()");
    if (descriptor === internalToken) {
      this.#address = v.address;
      this.#type = v.type;
      this.#mutable = v.mutable;
      return;
    }
    const { type, mutable } = toGlobalDescriptor(descriptor);
    const value = v === undefined ? defaultValue(type) : toWebAssemblyValue(v, type);
    this.#type = type;
    this.#mutable = mutable;
    this.#address = allocateGlobal(type, mutable, value);
    adopt(this.#address, this);
  }

  get value() {
    return this.#read();
  }

  set value(value) {
    const address = this.#address;
    requireArguments(arguments.length, 1, "The setter of value");
    if (!this.#mutable) {
      throw new TypeError("This global is immutable.");
    }
    ops.wasm.writeGlobal(address, this.#type, toWebAssemblyValue(value, this.#type));
  }

  valueOf() {
    return this.#read();
  }

  #read() {
    const address = this.#address;
    if (this.#type === "v128") {
      throw new TypeError("A script has no values of the type v128.");
    }
    return toJSValue(readGlobal(address), this.#type);
  }
}
defineInterface(Global, "WebAssembly.Global");

/** https://webassembly.github.io/spec/js-api/#create-a-global-object */
export const globalObject = (address, type, mutable) =>
  objectOf(address, () => new Global(internalToken, { __proto__: null, address, type, mutable }));

/** The engine's global with a value of the engine's. */
export const allocateGlobal = (type, mutable, value) =>
  ops.wasm.allocateGlobal(type, mutable, value);

function toGlobalDescriptor(value) {
  const dictionary = toDictionary(value, "The descriptor");
  const mutable = !!dictionary?.mutable;
  const { value: type } = dictionary ?? {};
  if (type === undefined) {
    throw new TypeError("The descriptor needs a member value.");
  }
  return { __proto__: null, type: toEnum(type, VALUE_TYPES, "value"), mutable };
}
