// https://wicg.github.io/content-index/spec/#content-index-event

import { TypeError } from "./internal/primordials.mjs";
import { registerEventFactory } from "./internal/events.mjs";
import { defineInterface, requireArguments, toDictionary, toDOMString } from "./internal/webidl.mjs";
import { ExtendableEvent } from "./extendable-event.mjs";

export class ContentIndexEvent extends ExtendableEvent {
  #id;

  constructor(type, init) {
    requireArguments(arguments.length, 2, "The ContentIndexEvent constructor");
    super(type, init);
    const id = toDictionary(init, "The event's options")?.id;
    if (id === undefined) {
      throw new TypeError("A contentdelete event needs an id.");
    }
    this.#id = toDOMString(id);
  }

  get id() {
    return this.#id;
  }
}
defineInterface(ContentIndexEvent, "ContentIndexEvent");

registerEventFactory(
  "contentdelete",
  (id) => new ContentIndexEvent("contentdelete", { __proto__: null, id }),
);
