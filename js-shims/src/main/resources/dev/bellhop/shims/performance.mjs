// https://w3c.github.io/hr-time/#sec-performance and what the timeline and user timing add to it

import { load, ops } from "./internal/host.mjs";
import {
  defineInterface,
  internalToken,
  requireArguments,
  requireToken,
  toDOMString,
} from "./internal/webidl.mjs";
import { EventTarget } from "./event-target.mjs";

const timeline = () => load("internal/performance-timeline.mjs");

export class Performance extends EventTarget {
  #brand = true;

  constructor(token = undefined) {
    requireToken(token, "Performance");
    super();
  }

  now() {
    this.#brand;
    return ops.timers.now();
  }

  get timeOrigin() {
    this.#brand;
    return ops.timers.timeOrigin();
  }

  toJSON() {
    this.#brand;
    return { timeOrigin: ops.timers.timeOrigin() };
  }

  getEntries() {
    this.#brand;
    return timeline().bufferedEntries(undefined, undefined);
  }

  getEntriesByType(type) {
    this.#brand;
    requireArguments(arguments.length, 1, "getEntriesByType()");
    return timeline().bufferedEntries(undefined, toDOMString(type));
  }

  getEntriesByName(name, type = undefined) {
    this.#brand;
    requireArguments(arguments.length, 1, "getEntriesByName()");
    const wanted = toDOMString(name);
    return timeline().bufferedEntries(wanted, optionalName(type));
  }

  mark(markName, markOptions = undefined) {
    this.#brand;
    requireArguments(arguments.length, 1, "mark()");
    const { PerformanceMark } = load("performance-mark.mjs");
    return timeline().addEntry(new PerformanceMark(markName, markOptions));
  }

  clearMarks(markName = undefined) {
    this.#brand;
    timeline().clearEntries("mark", optionalName(markName));
  }

  measure(measureName, startOrMeasureOptions = undefined, endMark = undefined) {
    this.#brand;
    requireArguments(arguments.length, 1, "measure()");
    const name = toDOMString(measureName);
    const { createMeasure } = load("performance-measure.mjs");
    return timeline().addEntry(createMeasure(name, startOrMeasureOptions, endMark));
  }

  clearMeasures(measureName = undefined) {
    this.#brand;
    timeline().clearEntries("measure", optionalName(measureName));
  }
}
defineInterface(Performance, "Performance");

const optionalName = (value) => (value === undefined ? undefined : toDOMString(value));

export const performance = new Performance(internalToken);
