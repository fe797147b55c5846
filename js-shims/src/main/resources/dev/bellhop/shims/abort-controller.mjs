// https://dom.spec.whatwg.org/#interface-abortcontroller

import { defineInterface } from "./internal/webidl.mjs";
import { createSignal, signalAbort } from "./abort-signal.mjs";

export class AbortController {
  #signal = createSignal();

  get signal() {
    return this.#signal;
  }

  abort(reason = undefined) {
    signalAbort(this.#signal, reason);
  }
}
defineInterface(AbortController, "AbortController");
