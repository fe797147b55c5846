// The entries of a realm, and the observers that wait for them.
// https://w3c.github.io/performance-timeline/#performance-timeline

import {
  ArrayPrototypeFilter,
  ArrayPrototypeForEach,
  ArrayPrototypeIncludes,
  ArrayPrototypeIndexOf,
  ArrayPrototypePush,
  ArrayPrototypeSlice,
  ArrayPrototypeSort,
  ArrayPrototypeSplice,
  MathFloor,
  MathRandom,
  ObjectFreeze,
} from "./primordials.mjs";
import { ops } from "./host.mjs";
import { stateOf } from "../performance-entry.mjs";

const LEAST_FIRST_ID = 100;
const GREATEST_FIRST_ID = 10_000;
const ID_STEP = 7;

const buffers = { __proto__: null, mark: [], measure: [] };
const registered = [];
let lastId = 0;
let taskQueued = false;

/** What the timeline has entries of, in the order of the names. */
export const entryTypes = ObjectFreeze(["mark", "measure"]);

/**
 * The entries with this name and type in the order of their start; undefined is any.
 * https://w3c.github.io/performance-timeline/#dfn-filter-buffer-by-name-and-type
 */
export function filterEntries(entries, name, type) {
  const found = ArrayPrototypeFilter(entries, (entry) => {
    const state = stateOf(entry);
    return (
      (name === undefined || state.name === name) && (type === undefined || state.entryType === type)
    );
  });
  return ArrayPrototypeSort(found, (one, other) => stateOf(one).startTime - stateOf(other).startTime);
}

/** https://w3c.github.io/performance-timeline/#dfn-filter-buffer-map-by-name-and-type */
export function bufferedEntries(name, type) {
  const all = [];
  ArrayPrototypeForEach(entryTypes, (known) => {
    ArrayPrototypeForEach(buffers[known], (entry) => {
      ArrayPrototypePush(all, entry);
    });
  });
  return filterEntries(all, name, type);
}

/** The start of the newest mark of this name, or undefined. */
export function lastMarkTime(name) {
  const marks = buffers.mark;
  for (let i = marks.length - 1; i >= 0; i--) {
    const state = stateOf(marks[i]);
    if (state.name === name) {
      return state.startTime;
    }
  }
  return undefined;
}

/** https://w3c.github.io/performance-timeline/#queue-a-performanceentry */
export function addEntry(entry) {
  const state = stateOf(entry);
  state.id = nextId();
  ArrayPrototypeForEach(registered, (observer) => {
    if (ArrayPrototypeIncludes(observer.types, state.entryType)) {
      ArrayPrototypePush(observer.buffer, entry);
    }
  });
  ArrayPrototypePush(buffers[state.entryType], entry);
  queueObserverTask();
  return entry;
}

/** https://w3c.github.io/performance-timeline/#dfn-generate-a-performance-entry-id */
function nextId() {
  const range = GREATEST_FIRST_ID - LEAST_FIRST_ID + 1;
  lastId = lastId === 0 ? LEAST_FIRST_ID + MathFloor(MathRandom() * range) : lastId + ID_STEP;
  return lastId;
}

/** Removes the entries of a type that have this name; undefined is any. */
export function clearEntries(type, name) {
  buffers[type] =
    name === undefined
      ? []
      : ArrayPrototypeFilter(buffers[type], (entry) => stateOf(entry).name !== name);
}

/**
 * Lets an observer have the entries of its `types` from now on: they are pushed to its `buffer`, and
 * `notify()` is called in a task.
 */
export function register(observer) {
  if (!ArrayPrototypeIncludes(registered, observer)) {
    ArrayPrototypePush(registered, observer);
  }
}

/** Lets an observer have the entries of a type that there are already. */
export function replay(observer, type) {
  ArrayPrototypeForEach(buffers[type], (entry) => {
    ArrayPrototypePush(observer.buffer, entry);
  });
  queueObserverTask();
}

export function unregister(observer) {
  const index = ArrayPrototypeIndexOf(registered, observer);
  if (index >= 0) {
    ArrayPrototypeSplice(registered, index, 1);
  }
}

/**
 * Each observer is called with an empty stack, so that promise jobs run after it.
 * https://w3c.github.io/performance-timeline/#queue-the-performanceobserver-task
 */
function queueObserverTask() {
  if (taskQueued || registered.length === 0) {
    return;
  }
  taskQueued = true;
  ops.timers.start(0, () => {
    taskQueued = false;
    ArrayPrototypeForEach(ArrayPrototypeSlice(registered), (observer) => {
      if (observer.buffer.length > 0) {
        ops.timers.start(0, observer.notify);
      }
    });
  });
}
