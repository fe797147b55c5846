// https://w3c.github.io/ServiceWorker/#serviceworkerglobalscope-interface

import { defineInterface, internalToken, requireToken } from "./internal/webidl.mjs";
import { EventTarget } from "./event-target.mjs";

export class WorkerGlobalScope extends EventTarget {
  constructor(token = undefined) {
    requireToken(token, "WorkerGlobalScope");
    super();
  }
}
defineInterface(WorkerGlobalScope, "WorkerGlobalScope");

export class ServiceWorkerGlobalScope extends WorkerGlobalScope {
  constructor(token = undefined) {
    requireToken(token, "ServiceWorkerGlobalScope");
    super(internalToken);
  }
}
defineInterface(ServiceWorkerGlobalScope, "ServiceWorkerGlobalScope");
