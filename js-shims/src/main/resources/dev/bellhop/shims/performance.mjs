// https://w3c.github.io/hr-time/#sec-performance

import { ops } from "./internal/host.mjs";
import { defineInterface, internalToken, requireToken } from "./internal/webidl.mjs";
import { EventTarget } from "./event-target.mjs";

export class Performance extends EventTarget {
  constructor(token = undefined) {
    requireToken(token, "Performance");
    super();
  }

  now() {
    return ops.timers.now();
  }

  get timeOrigin() {
    return ops.timers.timeOrigin();
  }

  toJSON() {
    return { timeOrigin: this.timeOrigin };
  }
}
defineInterface(Performance, "Performance");

export const performance = new Performance(internalToken);
