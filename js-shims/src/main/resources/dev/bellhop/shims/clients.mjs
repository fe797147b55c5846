// https://w3c.github.io/ServiceWorker/#clients-interface

import { ObjectFreeze } from "./internal/primordials.mjs";
import { arrayOf, ops, promised } from "./internal/host.mjs";
import { LASTING, PASSING, watched } from "./internal/lifetime-watch.mjs";
import {
  defineInterface,
  internalToken,
  requireArguments,
  requireToken,
  toDictionary,
  toDOMString,
  toEnum,
  toUSVString,
} from "./internal/webidl.mjs";
import { windowClientFrom } from "./window-client.mjs";

const CLIENT_TYPES = ["window", "worker", "sharedworker", "all"];

export class Clients {
  #brand = true;

  constructor(token = undefined) {
    requireToken(token, "Clients");
  }

  async get(id) {
    this.#brand;
    requireArguments(arguments.length, 1, "get()");
    const wanted = toDOMString(id);
    const description = await watched("clients.get()", PASSING, (done) =>
      ops.clients.get(wanted, done),
    );
    return description === null ? undefined : windowClientFrom(description);
  }

  async matchAll(options = undefined) {
    this.#brand;
    const dictionary = toDictionary(options, "The options of matchAll()");
    const includeUncontrolled = !!dictionary?.includeUncontrolled;
    const wanted = dictionary?.type;
    const type = wanted === undefined ? "window" : toEnum(wanted, CLIENT_TYPES, "The type");
    const descriptions = await watched("clients.matchAll()", PASSING, (done) =>
      includeUncontrolled ? ops.clients.all(done) : ops.clients.controlled(done),
    );
    // Every client is a window: nothing here starts other workers.
    const wantsWindows = type === "window" || type === "all";
    return ObjectFreeze(wantsWindows ? arrayOf(descriptions, windowClientFrom) : []);
  }

  async openWindow(url) {
    this.#brand;
    requireArguments(arguments.length, 1, "openWindow()");
    const wanted = toUSVString(url);
    return windowClientFrom(
      await watched("clients.openWindow()", LASTING, (done) =>
        ops.clients.openWindow(wanted, done),
      ),
    );
  }

  async claim() {
    this.#brand;
    await promised((done) => ops.clients.claim(done));
  }
}
defineInterface(Clients, "Clients");

export const clients = new Clients(internalToken);
