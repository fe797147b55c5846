// https://webassembly.github.io/spec/js-api/#read-the-imports

import { ObjectCreate, ObjectDefineProperty, TypeError } from "../primordials.mjs";
import { mistake } from "../mistakes.mjs";
import { isObject } from "../webidl.mjs";
import { addressOfGlobal, allocateGlobal, isGlobal } from "../../wasm-global.mjs";
import { addressOfMemory, isMemory } from "../../wasm-memory.mjs";
import { importsOf } from "../../wasm-module.mjs";
import { addressOfTable, isTable } from "../../wasm-table.mjs";
import { LinkError } from "./errors.mjs";
import { addressOfFunction, hostFunction } from "./functions.mjs";
import { toWebAssemblyValue } from "./values.mjs";

/** What the engine takes: an object for each module, with its imports by name. */
export function readImports(module, importObject) {
  const imports = importsOf(module);
  if (imports.length > 0 && importObject === undefined) {
    throw new TypeError("The module has imports, and no object with them was given.");
  }
  const read = ObjectCreate(null);
  for (let i = 0; i < imports.length; i++) {
    const descriptor = imports[i];
    const holder = importObject[descriptor.module];
    if (!isObject(holder)) {
      throw new TypeError(`What is imported from "${descriptor.module}" must be in an object.`);
    }
    const value = addressOfImport(holder[descriptor.name], descriptor);
    read[descriptor.module] ??= ObjectCreate(null);
    ObjectDefineProperty(read[descriptor.module], descriptor.name, {
      value,
      enumerable: true,
      configurable: true,
    });
  }
  return read;
}

const misfit = ({ module, name }, wanted) =>
  new LinkError(`The import "${name}" of "${module}" must be ${wanted}.`);

function addressOfImport(value, descriptor) {
  switch (descriptor.kind) {
    case "function":
      if (typeof value !== "function") {
        throw misfit(descriptor, "a function");
      }
      return addressOfFunction(value) ?? hostFunction(value, descriptor.type);
    case "global":
      return isGlobal(value) ? addressOfGlobal(value) : constant(value, descriptor);
    case "memory":
      if (!isMemory(value)) {
        throw misfit(descriptor, "a WebAssembly.Memory");
      }
      return unsharedMemory(value, descriptor);
    default:
      if (!isTable(value)) {
        throw misfit(descriptor, "a WebAssembly.Table");
      }
      return addressOfTable(value);
  }
}

function unsharedMemory(memory, descriptor) {
  const address = addressOfMemory(memory);
  if (address === null) {
    mistake("no-shared-memory");
    throw misfit(descriptor, "a memory that is not shared: code cannot use a shared one here");
  }
  return address;
}

/** An immutable global of a script's value. */
function constant(value, descriptor) {
  const { type } = descriptor;
  switch (type) {
    case "i64":
      if (typeof value !== "bigint") {
        throw misfit(descriptor, "a BigInt or a WebAssembly.Global");
      }
      break;
    case "i32":
    case "f32":
    case "f64":
      if (typeof value !== "number") {
        throw misfit(descriptor, "a number or a WebAssembly.Global");
      }
      break;
    case "externref":
      break;
    case "anyfunc":
      if (value !== null && addressOfFunction(value) === undefined) {
        throw misfit(descriptor, "null, a function of WebAssembly or a WebAssembly.Global");
      }
      break;
    default:
      throw misfit(descriptor, "a WebAssembly.Global, as scripts have no vectors");
  }
  return allocateGlobal(type, false, toWebAssemblyValue(value, type));
}
