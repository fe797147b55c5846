// https://wicg.github.io/background-sync/spec/#sync-event-interface

import { TypeError } from "./internal/primordials.mjs";
import { registerEventFactory } from "./internal/events.mjs";
import { defineInterface, requireArguments, toDictionary, toDOMString } from "./internal/webidl.mjs";
import { ExtendableEvent } from "./extendable-event.mjs";

export class SyncEvent extends ExtendableEvent {
  #tag;
  #lastChance;

  constructor(type, init) {
    requireArguments(arguments.length, 2, "The SyncEvent constructor");
    super(type, init);
    const dictionary = toDictionary(init, "The event's options");
    this.#lastChance = !!dictionary?.lastChance;
    const tag = dictionary?.tag;
    if (tag === undefined) {
      throw new TypeError("A sync event needs a tag.");
    }
    this.#tag = toDOMString(tag);
  }

  get tag() {
    return this.#tag;
  }

  get lastChance() {
    return this.#lastChance;
  }
}
defineInterface(SyncEvent, "SyncEvent");

registerEventFactory(
  "sync",
  (tag, lastChance) => new SyncEvent("sync", { __proto__: null, tag, lastChance }),
);
