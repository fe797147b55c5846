// https://w3c.github.io/performance-timeline/#the-performanceentry-interface

import { defineInterface, requireToken } from "./internal/webidl.mjs";

/** An entry's id (0 before it is in the timeline), name, entryType, startTime and duration. */
export let stateOf;

export class PerformanceEntry {
  #state;

  static {
    stateOf = (entry) => entry.#state;
  }

  constructor(token = undefined, entryType = "", name = "", startTime = 0, duration = 0) {
    requireToken(token, "PerformanceEntry");
    this.#state = { id: 0, entryType, name, startTime, duration };
  }

  get id() {
    return this.#state.id;
  }

  get name() {
    return this.#state.name;
  }

  get entryType() {
    return this.#state.entryType;
  }

  get startTime() {
    return this.#state.startTime;
  }

  get duration() {
    return this.#state.duration;
  }

  // Only documents are navigated to, and there is none.
  get navigationId() {
    this.#state;
    return 0;
  }

  toJSON() {
    const { id, name, entryType, startTime, duration } = this.#state;
    return { id, name, entryType, startTime, duration, navigationId: 0 };
  }
}
defineInterface(PerformanceEntry, "PerformanceEntry");
