// https://w3c.github.io/permissions/#permissionstatus-interface

import { Map, MapPrototypeGet, MapPrototypeGetSize, MapPrototypeSet } from "./internal/primordials.mjs";
import { ops } from "./internal/host.mjs";
import { defineInterface, internalToken, requireToken } from "./internal/webidl.mjs";
import { registerEventFactory } from "./internal/events.mjs";
import { EventTarget, defineEventHandlers } from "./event-target.mjs";
import { Event } from "./event.mjs";

let setState;

export class PermissionStatus extends EventTarget {
  #name;
  #state;

  static {
    setState = (status, state) => {
      const changed = status.#state !== state;
      status.#state = state;
      return changed;
    };
  }

  constructor(token = undefined, name = undefined, state = undefined) {
    requireToken(token, "PermissionStatus");
    super();
    this.#name = name;
    this.#state = state;
  }

  get state() {
    return this.#state;
  }

  get name() {
    return this.#name;
  }
}
defineInterface(PermissionStatus, "PermissionStatus");
defineEventHandlers(PermissionStatus.prototype, ["change"]);

const statuses = new Map();

/** A new object for a permission that is in this state now; it changes with the permission. */
export function statusOf(name, state) {
  const status = new PermissionStatus(internalToken, name, state);
  const number = MapPrototypeGetSize(statuses);
  MapPrototypeSet(statuses, number, status);
  ops.permissions.observe(name, number);
  return status;
}

registerEventFactory("permissionchange", (number, state) => {
  const target = MapPrototypeGet(statuses, number);
  return setState(target, state) ? { event: new Event("change"), target } : null;
});
