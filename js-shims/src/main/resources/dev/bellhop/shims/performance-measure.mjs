// https://w3c.github.io/user-timing/#performancemeasure

import { TypeError } from "./internal/primordials.mjs";
import { errorNamed, ops } from "./internal/host.mjs";
import {
  defineInterface,
  internalToken,
  isObject,
  requireToken,
  toDOMString,
  toDouble,
} from "./internal/webidl.mjs";
import { lastMarkTime } from "./internal/performance-timeline.mjs";
import { PerformanceEntry } from "./performance-entry.mjs";
import { copyOfDetail, isTimingAttribute } from "./performance-mark.mjs";

export class PerformanceMeasure extends PerformanceEntry {
  #detail;

  constructor(token = undefined, name = "", startTime = 0, duration = 0, detail = null) {
    requireToken(token, "PerformanceMeasure");
    super(internalToken, "measure", name, startTime, duration);
    this.#detail = detail;
  }

  get detail() {
    return this.#detail;
  }
}
defineInterface(PerformanceMeasure, "PerformanceMeasure");

/** https://w3c.github.io/user-timing/#dom-performance-measure */
export function createMeasure(name, startOrMeasureOptions, endMark) {
  const options = toMeasureOptions(startOrMeasureOptions);
  const lastMark = endMark === undefined ? undefined : toDOMString(endMark);
  if (options.isDictionary) {
    refuseContradictions(options, lastMark);
  }
  const end = endTime(options, lastMark);
  const start = startTime(options);
  return new PerformanceMeasure(internalToken, name, start, end - start, copyOfDetail(options.detail));
}

/** What a measure is to be made of; a mark's name alone is where it starts. */
function toMeasureOptions(value) {
  if (value !== undefined && value !== null && !isObject(value)) {
    return { start: toDOMString(value), isDictionary: false };
  }
  // A dictionary's members are read in the order of their names.
  const detail = value?.detail;
  const duration = optional(value?.duration, (given) => toDouble(given, "A measure's duration"));
  const end = optional(value?.end, (given) => toMarkOrTime(given, "A measure's end"));
  const start = optional(value?.start, (given) => toMarkOrTime(given, "A measure's start"));
  const isDictionary =
    detail !== undefined || duration !== undefined || end !== undefined || start !== undefined;
  return { detail, duration, end, start, isDictionary };
}

const optional = (value, convert) => (value === undefined ? undefined : convert(value));

const toMarkOrTime = (value, what) =>
  typeof value === "number" ? toDouble(value, what) : toDOMString(value);

function refuseContradictions({ start, duration, end }, lastMark) {
  if (lastMark !== undefined) {
    throw new TypeError("measure() takes options or an end mark, not both.");
  }
  if (start === undefined && end === undefined) {
    throw new TypeError("The options of a measure need a start or an end.");
  }
  if (start !== undefined && duration !== undefined && end !== undefined) {
    throw new TypeError("Of a measure's start, duration and end, two say it all.");
  }
}

function endTime({ start, duration, end }, lastMark) {
  if (lastMark !== undefined) {
    return timestampOf(lastMark);
  }
  if (end !== undefined) {
    return timestampOf(end);
  }
  if (start !== undefined && duration !== undefined) {
    return timestampOf(start) + timestampOf(duration);
  }
  return ops.timers.now();
}

function startTime({ start, duration, end }) {
  if (start !== undefined) {
    return timestampOf(start);
  }
  if (duration !== undefined && end !== undefined) {
    return timestampOf(end) - timestampOf(duration);
  }
  return 0;
}

/** https://w3c.github.io/user-timing/#convert-a-mark-to-a-timestamp */
function timestampOf(mark) {
  if (typeof mark === "number") {
    if (mark < 0) {
      throw new TypeError("A time of a measure cannot be negative.");
    }
    return mark;
  }
  if (isTimingAttribute(mark)) {
    return loadingTime(mark);
  }
  const time = lastMarkTime(mark);
  if (time === undefined) {
    throw errorNamed("SyntaxError", `There is no mark "${mark}".`);
  }
  return time;
}

/**
 * Of a page's loading, only its beginning is known.
 * https://w3c.github.io/user-timing/#convert-a-name-to-a-timestamp
 */
function loadingTime(name) {
  if (ops.realm.kind() !== "page") {
    throw new TypeError(`"${name}" is a moment of a page's loading, and this is a worker.`);
  }
  if (name === "navigationStart") {
    return 0;
  }
  throw errorNamed("InvalidAccessError", `"${name}" has not been measured.`);
}
