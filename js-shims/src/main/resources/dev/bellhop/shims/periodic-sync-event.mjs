// https://wicg.github.io/periodic-background-sync/#periodicsyncevent-interface

import { TypeError } from "./internal/primordials.mjs";
import { registerEventFactory } from "./internal/events.mjs";
import { defineInterface, requireArguments, toDictionary, toDOMString } from "./internal/webidl.mjs";
import { ExtendableEvent } from "./extendable-event.mjs";

export class PeriodicSyncEvent extends ExtendableEvent {
  #tag;

  constructor(type, init) {
    requireArguments(arguments.length, 2, "The PeriodicSyncEvent constructor");
    super(type, init);
    const tag = toDictionary(init, "The event's options")?.tag;
    if (tag === undefined) {
      throw new TypeError("A periodicsync event needs a tag.");
    }
    this.#tag = toDOMString(tag);
  }

  get tag() {
    return this.#tag;
  }
}
defineInterface(PeriodicSyncEvent, "PeriodicSyncEvent");

registerEventFactory(
  "periodicsync",
  (tag) => new PeriodicSyncEvent("periodicsync", { __proto__: null, tag }),
);
