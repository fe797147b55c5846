// The engine behind WebAssembly, loaded with this module: the functions of its embedding interface
// that can be called without a way through the host, and which object of a script stands for which
// of the engine's, its "addresses".

import { WeakSet, WeakSetPrototypeAdd, WeakSetPrototypeHas } from "../primordials.mjs";
import { ops } from "../host.mjs";

const embedding = ops.wasm.embedding();
const {
  embedder_data_get: dataOf,
  embedder_data_set: setData,
  mem_set_grow_callback: whenGrown,
} = embedding;

export const {
  func_type: functionType,
  global_read: readGlobal,
  is_func: isFunction,
  ref_null: NULL,
  table_read: readTable,
  table_size: tableSize,
  table_write: writeTable,
} = embedding;

/** Every object that stands for an address: what the engine has for nothing is none of them. */
const adopted = new WeakSet();

/** Calls a function with the script's object of each memory that has grown, by whatever way. */
export const onMemoryGrown = (callback) => {
  whenGrown((address) => {
    const memory = known(address);
    if (memory !== null) {
      callback(memory);
    }
  });
};

/** The object that scripts see for an address, or null. */
function known(address) {
  const data = dataOf(address);
  return WeakSetPrototypeHas(adopted, data) ? data : null;
}

/** Makes an object the one that scripts see for an address. */
export function adopt(address, object) {
  WeakSetPrototypeAdd(adopted, object);
  setData(address, object);
}

/** The object that scripts see for an address, made now if there is none. */
export function objectOf(address, make) {
  const found = known(address);
  if (found !== null) {
    return found;
  }
  const object = make(address);
  adopt(address, object);
  return object;
}
