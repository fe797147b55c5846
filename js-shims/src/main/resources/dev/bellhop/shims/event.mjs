// https://dom.spec.whatwg.org/#interface-event

import { ObjectDefineProperty, ObjectGetOwnPropertyDescriptor } from "./internal/primordials.mjs";
import { ops } from "./internal/host.mjs";
import {
  defineInterface,
  illegalInvocation,
  requireArguments,
  toDictionary,
  toDOMString,
} from "./internal/webidl.mjs";

const NONE = 0;

/** An event's flags and attributes, for the shims. */
export let stateOf;

export class Event {
  #state;

  static {
    stateOf = (event) => {
      if (!(#state in event)) {
        throw illegalInvocation("Event");
      }
      return event.#state;
    };
  }

  constructor(type, init = undefined) {
    requireArguments(arguments.length, 1, "The Event constructor");
    const dictionary = toDictionary(init, "The event's options");
    this.#state = {
      type: toDOMString(type),
      bubbles: !!dictionary?.bubbles,
      cancelable: !!dictionary?.cancelable,
      composed: !!dictionary?.composed,
      target: null,
      currentTarget: null,
      phase: NONE,
      stopPropagation: false,
      stopImmediate: false,
      canceled: false,
      inPassiveListener: false,
      dispatching: false,
      trusted: false,
      timeStamp: ops.timers.now(),
    };
    ObjectDefineProperty(this, "isTrusted", isTrusted);
  }

  get type() {
    return this.#state.type;
  }

  get target() {
    return this.#state.target;
  }

  get srcElement() {
    return this.#state.target;
  }

  get currentTarget() {
    return this.#state.currentTarget;
  }

  composedPath() {
    return this.#state.currentTarget === null ? [] : [this.#state.currentTarget];
  }

  get eventPhase() {
    return this.#state.phase;
  }

  stopPropagation() {
    this.#state.stopPropagation = true;
  }

  get cancelBubble() {
    return this.#state.stopPropagation;
  }

  set cancelBubble(value) {
    const state = this.#state;
    if (value) {
      state.stopPropagation = true;
    }
  }

  stopImmediatePropagation() {
    this.#state.stopPropagation = true;
    this.#state.stopImmediate = true;
  }

  get bubbles() {
    return this.#state.bubbles;
  }

  get cancelable() {
    return this.#state.cancelable;
  }

  get returnValue() {
    return !this.#state.canceled;
  }

  set returnValue(value) {
    const state = this.#state;
    if (!value) {
      cancel(state);
    }
  }

  preventDefault() {
    cancel(this.#state);
  }

  get defaultPrevented() {
    return this.#state.canceled;
  }

  get composed() {
    return this.#state.composed;
  }

  get timeStamp() {
    return this.#state.timeStamp;
  }

  initEvent(type, bubbles = false, cancelable = false) {
    requireArguments(arguments.length, 1, "initEvent()");
    const state = this.#state;
    if (state.dispatching) {
      return;
    }
    state.type = toDOMString(type);
    state.bubbles = !!bubbles;
    state.cancelable = !!cancelable;
    state.stopPropagation = false;
    state.stopImmediate = false;
    state.canceled = false;
    state.trusted = false;
    state.target = null;
  }
}

// [LegacyUnforgeable]: an accessor of each event itself.
const trustedGetter = {
  get isTrusted() {
    return stateOf(this).trusted;
  },
};
const isTrusted = {
  get: ObjectGetOwnPropertyDescriptor(trustedGetter, "isTrusted").get,
  enumerable: true,
  configurable: false,
};

/** https://dom.spec.whatwg.org/#set-the-canceled-flag */
function cancel(state) {
  if (state.cancelable && !state.inPassiveListener) {
    state.canceled = true;
  }
}
export const setCanceled = (event) => cancel(stateOf(event));

defineInterface(Event, "Event", {
  NONE,
  CAPTURING_PHASE: 1,
  AT_TARGET: 2,
  BUBBLING_PHASE: 3,
});
