// Tells the host what the variables at the top level of a worker's scripts hold, so that it sees
// what a restart loses. Only data counts; of the script's own code only a proxy's traps could run.

import {
  ArrayIsArray,
  ArrayPrototypeJoin,
  ArrayPrototypePush,
  Map,
  MapPrototypeGetSize,
  Object,
  ObjectDefineProperty,
  ObjectGetOwnPropertyDescriptor,
  ObjectGetPrototypeOf,
  ObjectKeys,
  ReflectDeleteProperty,
  Set,
  SetPrototypeGetSize,
  String,
  StringPrototypeSlice,
  global,
  indirectEval,
} from "./primordials.mjs";
import { ops } from "./host.mjs";

/** What the host has put behind each module calls this, with what reads the module's variables. */
const HOOK = "bellhop:state";
const LONGEST = 40;
const MOST = 20;

const readers = [];
let left = 50;
let mayBeRestored = false;

if (ops.lifecycle?.isModule()) {
  ObjectDefineProperty(global, HOOK, {
    __proto__: null,
    configurable: true,
    value: (url, reads) => {
      ops.lifecycle.moduleRead(url);
      for (let i = 0; i < reads.length; i++) {
        ArrayPrototypePush(readers, reads[i]);
      }
    },
  });
}

/** The worker's scripts have been evaluated. */
export function started() {
  ReflectDeleteProperty(global, HOOK);
  const names = ops.lifecycle.classicNames();
  const reads = [];
  for (let i = 0; i < names.length; i++) {
    ArrayPrototypePush(reads, `() => ${names[i]}`);
  }
  if (reads.length > 0) {
    const all = indirectEval(`[${ArrayPrototypeJoin(reads, ",")}]`);
    for (let i = 0; i < all.length; i++) {
      ArrayPrototypePush(readers, all[i]);
    }
  }
  if (readers.length > 0) {
    ops.lifecycle.globalsStarted(values());
  }
}

/** A script reads what outlasts the worker, from which it may restore what its variables held. */
export const lastingRead = () => {
  mayBeRestored = true;
};

/** An event has ended. */
export function changed() {
  if (readers.length > 0 && left-- > 0) {
    ops.lifecycle.globalsChanged(values(), mayBeRestored);
  }
}

function values() {
  const all = [];
  for (let i = 0; i < readers.length; i++) {
    ArrayPrototypePush(all, valueOf(readers[i]));
  }
  return all;
}

function valueOf(read) {
  try {
    return inWords(read());
  } catch {
    // The script has ended before its declaration.
    return null;
  }
}

function inWords(value) {
  switch (typeof value) {
    case "string":
      return `"${StringPrototypeSlice(value, 0, LONGEST)}"`;
    case "number":
    case "boolean":
    case "undefined":
      return String(value);
    case "object":
      return value === null ? "null" : container(value);
    default:
      return null;
  }
}

function container(value) {
  if (ArrayIsArray(value)) {
    return `an array of ${value.length}`;
  }
  switch (ObjectGetPrototypeOf(value)) {
    case Map.prototype:
      return `a Map of ${MapPrototypeGetSize(value)}`;
    case Set.prototype:
      return `a Set of ${SetPrototypeGetSize(value)}`;
    case Object.prototype:
    case null:
      return members(value);
    default:
      return null;
  }
}

/** The members that hold data, of the first ones. */
function members(value) {
  const keys = ObjectKeys(value);
  const texts = [];
  for (let i = 0; i < keys.length && i < MOST; i++) {
    const member = ObjectGetOwnPropertyDescriptor(value, keys[i]);
    const text = member !== undefined && "value" in member ? flat(member.value) : null;
    if (text !== null) {
      ArrayPrototypePush(texts, `${keys[i]}: ${text}`);
    }
  }
  return `{${ArrayPrototypeJoin(texts, ", ")}}`;
}

/** What a member holds; of objects in it only that they are there. */
function flat(value) {
  return typeof value === "object" && value !== null && !ArrayIsArray(value) ? "{...}" : inWords(value);
}
