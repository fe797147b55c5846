// https://webassembly.github.io/spec/js-api/#instances

import {
  ObjectCreate,
  ObjectDefineProperty,
  ObjectFreeze,
  StringPrototypeEndsWith,
  StringPrototypeIndexOf,
  StringPrototypeSlice,
  TypeError,
} from "./internal/primordials.mjs";
import { guarded, ops } from "./internal/host.mjs";
import { shownError } from "./internal/wasm/errors.mjs";
import { exportedFunction } from "./internal/wasm/functions.mjs";
import { readImports } from "./internal/wasm/imports.mjs";
import {
  defineInterface,
  internalToken,
  isObject,
  requireArguments,
} from "./internal/webidl.mjs";
import { globalObject } from "./wasm-global.mjs";
import { memoryObject } from "./wasm-memory.mjs";
import { addressOfModule, exportsOf, toModule } from "./wasm-module.mjs";
import { tableObject } from "./wasm-table.mjs";

export class Instance {
  #exports;

  constructor(module, importObject = undefined) {
    requireArguments(arguments.length, 1, "new WebAssembly.Instance()");
    this.#exports =
      module === internalToken
        ? importObject
        : instantiated(toModule(module), toImportObject(importObject));
  }

  get exports() {
    return this.#exports;
  }
}
defineInterface(Instance, "WebAssembly.Instance");

/** optional object importObject */
export function toImportObject(value) {
  if (value !== undefined && !isObject(value)) {
    throw new TypeError("What is imported must be in an object.");
  }
  return value;
}

const instantiated = (module, importObject) =>
  instantiateCore(module, readImports(module, importObject));

/**
 * An Instance of a Module with imports that have been read.
 * https://webassembly.github.io/spec/js-api/#instantiate-the-core-of-a-webassembly-module
 */
export const createInstance = (module, imports) =>
  new Instance(internalToken, instantiateCore(module, imports));

function instantiateCore(module, imports) {
  let address;
  try {
    address = guarded(() => ops.wasm.instantiate(addressOfModule(module), imports));
  } catch (thrown) {
    throw shownError(thrown);
  }
  return exportsObject(module, address);
}

/** https://webassembly.github.io/spec/js-api/#create-an-exports-object */
function exportsObject(module, instance) {
  const exports = ObjectCreate(null);
  const descriptors = exportsOf(module);
  for (let i = 0; i < descriptors.length; i++) {
    const { name, kind, type } = descriptors[i];
    const value = exportedObject(ops.wasm.exported(instance, name), kind, type);
    ObjectDefineProperty(exports, name, { value, enumerable: true });
  }
  return ObjectFreeze(exports);
}

function exportedObject(address, kind, type) {
  switch (kind) {
    case "function":
      return exportedFunction(address);
    case "global": {
      const valueType = StringPrototypeSlice(type, 0, StringPrototypeIndexOf(type, " "));
      return globalObject(address, valueType, StringPrototypeEndsWith(type, " mut"));
    }
    case "memory":
      return memoryObject(address);
    default:
      return tableObject(address, type);
  }
}
