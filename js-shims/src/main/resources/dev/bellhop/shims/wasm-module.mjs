// https://webassembly.github.io/spec/js-api/#modules

import { ArrayPrototypePush, TypeError } from "./internal/primordials.mjs";
import { copyOf, fromHost } from "./internal/bytes.mjs";
import { arrayOf, guarded, ops } from "./internal/host.mjs";
import { registerSerializable } from "./internal/serializable.mjs";
import {
  defineInterface,
  internalToken,
  isObject,
  requireArguments,
  toDOMString,
} from "./internal/webidl.mjs";

export let isModule;
/** The engine's module. */
export let addressOfModule;

export class Module {
  #address;

  static {
    isModule = (value) => isObject(value) && #address in value;
    addressOfModule = (module) => module.#address;
  }

  constructor(bytes, address = undefined) {
    requireArguments(arguments.length, 1, "new WebAssembly.Module()");
    this.#address = bytes === internalToken ? address : compiled(copyOf(bytes));
  }

  static exports(moduleObject) {
    requireArguments(arguments.length, 1, "WebAssembly.Module.exports()");
    return arrayOf(exportsOf(toModule(moduleObject)), ({ name, kind }) => ({ name, kind }));
  }

  static imports(moduleObject) {
    requireArguments(arguments.length, 1, "WebAssembly.Module.imports()");
    return arrayOf(importsOf(toModule(moduleObject)), ({ module, name, kind }) => ({
      module,
      name,
      kind,
    }));
  }

  static customSections(moduleObject, sectionName) {
    requireArguments(arguments.length, 2, "WebAssembly.Module.customSections()");
    const address = addressOfModule(toModule(moduleObject));
    return arrayOf(ops.wasm.customSections(address, toDOMString(sectionName)), fromHost);
  }
}
defineInterface(Module, "WebAssembly.Module");

const compiled = (buffer) => guarded(() => ops.wasm.compile(buffer));

/** The Module of the bytes in an ArrayBuffer of our own. */
export const compile = (buffer) => createModule(compiled(buffer));

const createModule = (address) => new Module(internalToken, address);

/** A Module, or TypeError. */
export function toModule(value) {
  if (!isModule(value)) {
    throw new TypeError("The module must be a WebAssembly.Module.");
  }
  return value;
}

/** The imports of a Module, each with its module, name, kind and the engine's word for its type. */
export const importsOf = (module) =>
  described(ops.wasm.imports(addressOfModule(module)), ["module", "name", "kind", "type"]);

/** The exports of a Module, each with its name, kind and the engine's word for its type. */
export const exportsOf = (module) =>
  described(ops.wasm.exports(addressOfModule(module)), ["name", "kind", "type"]);

function described(flat, members) {
  const all = [];
  for (let i = 0; i < flat.length; i += members.length) {
    const descriptor = { __proto__: null };
    for (let j = 0; j < members.length; j++) {
      descriptor[members[j]] = flat[i + j];
    }
    ArrayPrototypePush(all, descriptor);
  }
  return all;
}

const listed = (descriptors, shown) => arrayOf(descriptors, shown);

// https://webassembly.github.io/spec/web-api/#serialization: within an agent cluster, which is a realm.
registerSerializable(
  Module,
  "Module",
  (module) => (isModule(module) ? [ops.wasm.carried(addressOfModule(module))] : null),
  (parts) => createModule(guarded(() => ops.wasm.arrived(parts[0]))),
);
