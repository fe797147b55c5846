// https://w3c.github.io/ServiceWorker/#windowclient-interface

import { ObjectFreeze } from "./internal/primordials.mjs";
import { ops, promised } from "./internal/host.mjs";
import {
  defineInterface,
  internalToken,
  requireArguments,
  toUSVString,
} from "./internal/webidl.mjs";
import { Client, idOf } from "./client.mjs";

/** A page. It runs without a screen: it is always visible, and has the focus if it was given it. */
export class WindowClient extends Client {
  #focused;
  #ancestorOrigins = ObjectFreeze([]);

  constructor(token = undefined, id, url, focused) {
    super(token, id, url);
    this.#focused = focused;
  }

  get visibilityState() {
    this.#focused;
    return "visible";
  }

  get focused() {
    return this.#focused;
  }

  get ancestorOrigins() {
    return this.#ancestorOrigins;
  }

  async focus() {
    this.#focused;
    const id = idOf(this);
    return windowClientFrom(await promised((done) => ops.clients.focus(id, done)));
  }

  async navigate(url) {
    this.#focused;
    requireArguments(arguments.length, 1, "navigate()");
    const wanted = toUSVString(url);
    const id = idOf(this);
    return windowClientFrom(await promised((done) => ops.clients.navigate(id, wanted, done)));
  }
}
defineInterface(WindowClient, "WindowClient");

/** A new object for a page as the host describes it, or null. */
export const windowClientFrom = (description) =>
  description === null
    ? null
    : new WindowClient(internalToken, description[0], description[1], description[2]);
