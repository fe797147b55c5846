// https://w3c.github.io/performance-timeline/#the-performanceobserver-interface

import {
  ArrayPrototypeFilter,
  ArrayPrototypeIncludes,
  ArrayPrototypePush,
  ReflectApply,
  TypeError,
} from "./internal/primordials.mjs";
import { errorNamed } from "./internal/host.mjs";
import {
  defineInterface,
  requireArguments,
  toCallback,
  toDictionary,
  toDOMString,
  toSequence,
} from "./internal/webidl.mjs";
import { entryTypes, register, replay, unregister } from "./internal/performance-timeline.mjs";
import { reportException } from "./internal/report.mjs";
import { createEntryList } from "./performance-observer-entry-list.mjs";

const isSupported = (type) => ArrayPrototypeIncludes(entryTypes, type);

export class PerformanceObserver {
  #callback;
  #observer = { types: [], buffer: [], notify: () => this.#notify() };
  // Whether it has been given types "multiple" at a time or a "single" one.
  #manner = "undefined";
  #requiresDroppedEntries = false;

  constructor(callback) {
    requireArguments(arguments.length, 1, "The PerformanceObserver constructor");
    this.#callback = toCallback(callback, "What a PerformanceObserver calls");
  }

  static get supportedEntryTypes() {
    return entryTypes;
  }

  observe(options = undefined) {
    this.#callback;
    const wanted = toObserverInit(options);
    this.#checkManner(wanted);
    this.#requiresDroppedEntries = true;
    if (this.#manner === "multiple") {
      const types = ArrayPrototypeFilter(wanted.entryTypes, isSupported);
      if (types.length > 0) {
        this.#observer.types = types;
        register(this.#observer);
      }
    } else if (isSupported(wanted.type)) {
      this.#observeType(wanted);
    }
  }

  disconnect() {
    unregister(this.#observer);
    this.#observer.buffer = [];
    this.#observer.types = [];
  }

  takeRecords() {
    return this.#take();
  }

  #take() {
    const { buffer } = this.#observer;
    this.#observer.buffer = [];
    return buffer;
  }

  #checkManner({ entryTypes }) {
    const manner = entryTypes === undefined ? "single" : "multiple";
    if (this.#manner !== "undefined" && this.#manner !== manner) {
      throw errorNamed(
        "InvalidModificationError",
        "A PerformanceObserver observes by type or by entryTypes, not now so and now so.",
      );
    }
    this.#manner = manner;
  }

  #observeType({ type, buffered }) {
    const { types } = this.#observer;
    if (!ArrayPrototypeIncludes(types, type)) {
      ArrayPrototypePush(types, type);
    }
    register(this.#observer);
    if (buffered) {
      replay(this.#observer, type);
    }
  }

  #notify() {
    const entries = this.#take();
    if (entries.length === 0) {
      return;
    }
    const options = {};
    if (this.#requiresDroppedEntries) {
      // The buffers of marks and measures have no limit.
      options.droppedEntriesCount = 0;
      this.#requiresDroppedEntries = false;
    }
    try {
      ReflectApply(this.#callback, this, [createEntryList(entries), this, options]);
    } catch (error) {
      reportException(error);
    }
  }
}
defineInterface(PerformanceObserver, "PerformanceObserver");

function toObserverInit(value) {
  const options = toDictionary(value, "The options of observe()");
  const buffered = options?.buffered;
  const entryTypes = options?.entryTypes;
  const init = {
    buffered: buffered === undefined ? undefined : !!buffered,
    entryTypes:
      entryTypes === undefined ? undefined : toSequence(entryTypes, toDOMString, "entryTypes"),
  };
  const type = options?.type;
  init.type = type === undefined ? undefined : toDOMString(type);
  if (init.entryTypes === undefined && init.type === undefined) {
    throw new TypeError("observe() needs a type or entryTypes.");
  }
  if (init.entryTypes !== undefined && (init.type !== undefined || init.buffered !== undefined)) {
    throw new TypeError("Beside entryTypes, observe() takes nothing.");
  }
  return init;
}
