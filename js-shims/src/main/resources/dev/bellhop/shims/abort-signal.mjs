// https://dom.spec.whatwg.org/#interface-AbortSignal

import {
  ArrayPrototypeForEach,
  ArrayPrototypeIndexOf,
  ArrayPrototypePush,
  ArrayPrototypeSplice,
  TypeError,
} from "./internal/primordials.mjs";
import { errorNamed, ops } from "./internal/host.mjs";
import {
  defineInterface,
  internalToken,
  isObject,
  requireArguments,
  requireToken,
  toSequence,
  toUnsignedLongLong,
} from "./internal/webidl.mjs";
import { Event } from "./event.mjs";
import { EventTarget, defineEventHandlers, fire, setAbortSignals } from "./event-target.mjs";

let stateOf;

/** Whether a value is an AbortSignal. */
export let isAbortSignal;

export class AbortSignal extends EventTarget {
  #state = { reason: undefined, algorithms: [], sources: null, dependents: [] };

  static {
    isAbortSignal = (value) => isObject(value) && #state in value;
    stateOf = (signal) => signal.#state;
  }

  constructor(token = undefined) {
    requireToken(token, "AbortSignal");
    super();
  }

  static abort(reason = undefined) {
    const signal = createSignal();
    stateOf(signal).reason = reasonOr(reason, "AbortError", "The operation was aborted.");
    return signal;
  }

  static timeout(milliseconds) {
    requireArguments(arguments.length, 1, "AbortSignal.timeout()");
    const delay = toUnsignedLongLong(milliseconds, "The timeout", "enforce");
    const signal = createSignal();
    ops.timers.start(delay, () => {
      signalAbort(signal, errorNamed("TimeoutError", `${delay} ms have passed.`));
    });
    return signal;
  }

  static any(signals) {
    requireArguments(arguments.length, 1, "AbortSignal.any()");
    return createDependentSignal(toSequence(signals, toSignal, "What AbortSignal.any() is given"));
  }

  get aborted() {
    return this.#state.reason !== undefined;
  }

  get reason() {
    return this.#state.reason;
  }

  throwIfAborted() {
    const { reason } = this.#state;
    if (reason !== undefined) {
      throw reason;
    }
  }
}
defineInterface(AbortSignal, "AbortSignal");
defineEventHandlers(AbortSignal.prototype, ["abort"]);

/** An AbortSignal, or TypeError. */
export function toSignal(value) {
  if (!isAbortSignal(value)) {
    throw new TypeError("A signal must be an AbortSignal.");
  }
  return value;
}

const reasonOr = (reason, name, message) =>
  reason === undefined ? errorNamed(name, message) : reason;

export const createSignal = () => new AbortSignal(internalToken);

export const isAborted = (signal) => stateOf(signal).reason !== undefined;

export const abortReason = (signal) => stateOf(signal).reason;

/** https://dom.spec.whatwg.org/#abortsignal-add */
export function addAbortAlgorithm(signal, steps) {
  const state = stateOf(signal);
  if (state.reason === undefined) {
    ArrayPrototypePush(state.algorithms, steps);
  }
}

/** https://dom.spec.whatwg.org/#abortsignal-remove */
export function removeAbortAlgorithm(signal, steps) {
  const { algorithms } = stateOf(signal);
  const index = ArrayPrototypeIndexOf(algorithms, steps);
  if (index >= 0) {
    ArrayPrototypeSplice(algorithms, index, 1);
  }
}

/** https://dom.spec.whatwg.org/#abortsignal-signal-abort */
export function signalAbort(signal, reason = undefined) {
  const state = stateOf(signal);
  if (state.reason !== undefined) {
    return;
  }
  state.reason = reasonOr(reason, "AbortError", "The operation was aborted.");
  const aborted = [signal];
  ArrayPrototypeForEach(state.dependents, (dependent) => {
    const other = stateOf(dependent);
    if (other.reason === undefined) {
      other.reason = state.reason;
      ArrayPrototypePush(aborted, dependent);
    }
  });
  ArrayPrototypeForEach(aborted, runAbortSteps);
}

/** https://dom.spec.whatwg.org/#run-the-abort-steps */
function runAbortSteps(signal) {
  const state = stateOf(signal);
  const { algorithms } = state;
  state.algorithms = [];
  ArrayPrototypeForEach(algorithms, (steps) => {
    steps(state.reason);
  });
  fire(new Event("abort"), signal);
}

/** https://dom.spec.whatwg.org/#create-a-dependent-abort-signal */
export function createDependentSignal(signals) {
  const result = createSignal();
  const state = stateOf(result);
  for (let i = 0; i < signals.length; i++) {
    const { reason } = stateOf(signals[i]);
    if (reason !== undefined) {
      state.reason = reason;
      return result;
    }
  }
  state.sources = [];
  const depend = (source) => {
    if (ArrayPrototypeIndexOf(state.sources, source) < 0) {
      ArrayPrototypePush(state.sources, source);
      ArrayPrototypePush(stateOf(source).dependents, result);
    }
  };
  ArrayPrototypeForEach(signals, (signal) => {
    const { sources } = stateOf(signal);
    if (sources === null) {
      depend(signal);
    } else {
      ArrayPrototypeForEach(sources, depend);
    }
  });
  return result;
}

setAbortSignals({ is: isAbortSignal, aborted: isAborted, add: addAbortAlgorithm });
