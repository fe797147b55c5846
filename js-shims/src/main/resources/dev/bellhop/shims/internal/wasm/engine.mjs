// The engine behind WebAssembly, loaded with this module: the functions of its embedding interface
// that can be called without a way through the host, and which object of a script stands for which
// of the engine's, its "addresses".

import { ops } from "../host.mjs";

const embedding = ops.wasm.embedding();
const { embedder_data_get: dataOf, embedder_data_set: setData } = embedding;

export const {
  func_type: functionType,
  global_read: readGlobal,
  is_func: isFunction,
  ref_null: NULL,
  table_read: readTable,
  table_size: tableSize,
  table_write: writeTable,
} = embedding;

let renew;
/** Calls a function with the script's object of each memory that has grown, by whatever way. */
export const onMemoryGrown = (callback) => {
  renew = callback;
};

/** What the engine gives for nothing. */
const VOID = embedding.mem_set_grow_callback((address) => {
  const memory = known(address);
  if (memory !== null) {
    renew(memory);
  }
});

/** The object that scripts see for an address, or null. */
function known(address) {
  const data = dataOf(address);
  return data === VOID ? null : data;
}

/** Makes an object the one that scripts see for an address. */
export const adopt = (address, object) => {
  setData(address, object);
};

/** The object that scripts see for an address, made now if there is none. */
export function objectOf(address, make) {
  const found = known(address);
  if (found !== null) {
    return found;
  }
  const object = make(address);
  setData(address, object);
  return object;
}
