// https://w3c.github.io/ServiceWorker/#installevent-interface

import {
  PromisePrototypeThen,
  PromiseReject,
  PromiseWithResolvers,
} from "./internal/primordials.mjs";
import { guarded, ops, promised } from "./internal/host.mjs";
import { ExtendableEvent, extendLifetime } from "./extendable-event.mjs";
import { registerEventFactory } from "./internal/events.mjs";
import { mistake } from "./internal/mistakes.mjs";
import { toRouterRules } from "./internal/router-rules.mjs";
import { defineInterface, requireArguments } from "./internal/webidl.mjs";

export class InstallEvent extends ExtendableEvent {
  #brand;

  constructor(type, init = undefined) {
    requireArguments(arguments.length, 1, "The InstallEvent constructor");
    super(type, init);
  }

  /** https://w3c.github.io/ServiceWorker/#register-router-method */
  addRoutes(rules) {
    try {
      this.#brand;
      requireArguments(arguments.length, 1, "addRoutes()");
      const converted = toRouterRules(rules);
      if (arguments.length > 1) {
        mistake("addroutes-arguments", { __proto__: null, count: `${arguments.length}` });
      }
      const verified = guarded(() => ops.routes.verify(converted));
      const { promise: lifetime, resolve: end } = PromiseWithResolvers();
      extendLifetime(this, lifetime, "addRoutes()");
      const added = promised((done) => ops.routes.add(verified, done));
      const ended = () => end();
      PromisePrototypeThen(added, ended, ended);
      return added;
    } catch (error) {
      return PromiseReject(error);
    }
  }
}
defineInterface(InstallEvent, "InstallEvent");

registerEventFactory("install", () => new InstallEvent("install"));
