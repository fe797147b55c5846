// Tells the host what a worker's global variables hold, so that it sees what a restart loses. Only
// data counts, and it is read without calling anything of the script.

import {
  ArrayIsArray,
  ArrayPrototypePush,
  Map,
  MapPrototypeGetSize,
  ObjectGetPrototypeOf,
  Set,
  SetPrototypeGetSize,
  String,
  StringPrototypeSlice,
  indirectEval,
} from "./primordials.mjs";
import { ops } from "./host.mjs";

const LONGEST = 40;

const readers = [];
let left = 50;

/** The worker's script has been evaluated. */
export function started() {
  const names = ops.lifecycle.globalNames();
  for (let i = 0; i < names.length; i++) {
    // A name may stand in a text, and be declared nowhere.
    ArrayPrototypePush(readers, indirectEval(`() => { try { return ${names[i]}; } catch {} }`));
  }
  if (readers.length > 0) {
    ops.lifecycle.globalsStarted(values());
  }
}

/** An event has ended. */
export function changed() {
  if (readers.length > 0 && left-- > 0) {
    ops.lifecycle.globalsChanged(values());
  }
}

function values() {
  const all = [];
  for (let i = 0; i < readers.length; i++) {
    ArrayPrototypePush(all, inWords(readers[i]()));
  }
  return all;
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
    default:
      return null;
  }
}
