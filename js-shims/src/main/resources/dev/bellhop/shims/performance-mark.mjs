// https://w3c.github.io/user-timing/#performancemark

import { ArrayPrototypeIncludes, TypeError } from "./internal/primordials.mjs";
import { errorNamed, ops } from "./internal/host.mjs";
import {
  defineInterface,
  internalToken,
  requireArguments,
  toDictionary,
  toDOMString,
  toDouble,
} from "./internal/webidl.mjs";
import { structuredClone } from "./structured-clone.mjs";
import { PerformanceEntry } from "./performance-entry.mjs";

// The attributes of https://w3c.github.io/navigation-timing/#the-performancetiming-interface
const TIMING_ATTRIBUTES = [
  "navigationStart",
  "unloadEventStart",
  "unloadEventEnd",
  "redirectStart",
  "redirectEnd",
  "fetchStart",
  "domainLookupStart",
  "domainLookupEnd",
  "connectStart",
  "connectEnd",
  "secureConnectionStart",
  "requestStart",
  "responseStart",
  "responseEnd",
  "domLoading",
  "domInteractive",
  "domContentLoadedEventStart",
  "domContentLoadedEventEnd",
  "domComplete",
  "loadEventStart",
  "loadEventEnd",
];

/** Whether a name means a moment of a document's loading. */
export const isTimingAttribute = (name) => ArrayPrototypeIncludes(TIMING_ATTRIBUTES, name);

export class PerformanceMark extends PerformanceEntry {
  #detail;

  constructor(markName, markOptions = undefined) {
    requireArguments(arguments.length, 1, "The PerformanceMark constructor");
    const name = toDOMString(markName);
    const options = toDictionary(markOptions, "The options of a mark");
    const detail = options?.detail;
    const time = options?.startTime;
    const startTime = time === undefined ? ops.timers.now() : toDouble(time, "A mark's startTime");
    if (ops.realm.kind() === "page" && isTimingAttribute(name)) {
      throw errorNamed("SyntaxError", `"${name}" is a moment of a page's loading, not a mark's name.`);
    }
    if (startTime < 0) {
      throw new TypeError("A mark's startTime cannot be negative.");
    }
    super(internalToken, "mark", name, startTime, 0);
    this.#detail = copyOfDetail(detail);
  }

  get detail() {
    return this.#detail;
  }
}
defineInterface(PerformanceMark, "PerformanceMark");

export const copyOfDetail = (detail) =>
  detail === undefined || detail === null ? null : structuredClone(detail);
