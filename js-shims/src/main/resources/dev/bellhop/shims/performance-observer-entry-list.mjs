// https://w3c.github.io/performance-timeline/#the-performanceobserverentrylist-interface

import {
  defineInterface,
  internalToken,
  requireArguments,
  requireToken,
  toDOMString,
} from "./internal/webidl.mjs";
import { filterEntries } from "./internal/performance-timeline.mjs";

export class PerformanceObserverEntryList {
  #entries;

  constructor(token = undefined, entries = undefined) {
    requireToken(token, "PerformanceObserverEntryList");
    this.#entries = entries;
  }

  getEntries() {
    return filterEntries(this.#entries, undefined, undefined);
  }

  getEntriesByType(type) {
    const entries = this.#entries;
    requireArguments(arguments.length, 1, "getEntriesByType()");
    return filterEntries(entries, undefined, toDOMString(type));
  }

  getEntriesByName(name, type = undefined) {
    const entries = this.#entries;
    requireArguments(arguments.length, 1, "getEntriesByName()");
    const wanted = toDOMString(name);
    return filterEntries(entries, wanted, type === undefined ? undefined : toDOMString(type));
  }
}
defineInterface(PerformanceObserverEntryList, "PerformanceObserverEntryList");

export const createEntryList = (entries) => new PerformanceObserverEntryList(internalToken, entries);
