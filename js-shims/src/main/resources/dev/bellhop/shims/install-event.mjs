// https://w3c.github.io/ServiceWorker/#installevent-interface

import { ExtendableEvent } from "./extendable-event.mjs";
import { registerEventFactory } from "./internal/events.mjs";
import { defineInterface } from "./internal/webidl.mjs";

export class InstallEvent extends ExtendableEvent {}
defineInterface(InstallEvent, "InstallEvent");

registerEventFactory("install", () => new InstallEvent("install"));
