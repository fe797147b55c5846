// https://dom.spec.whatwg.org/#interface-eventtarget

import {
  ArrayPrototypeFilter,
  ArrayPrototypeIndexOf,
  ArrayPrototypePush,
  ArrayPrototypeSplice,
  Map,
  MapPrototypeDelete,
  MapPrototypeGet,
  MapPrototypeSet,
  ObjectDefineProperty,
  ObjectGetOwnPropertyDescriptor,
  ReflectApply,
  TypeError,
  global,
} from "./internal/primordials.mjs";
import { errorNamed, load } from "./internal/host.mjs";
import { mistake } from "./internal/mistakes.mjs";
import {
  defineInterface,
  illegalInvocation,
  isObject,
  requireArguments,
  toDOMString,
} from "./internal/webidl.mjs";
import { setCanceled, stateOf } from "./event.mjs";
import { reportException } from "./internal/report.mjs";

const NONE = 0;
const AT_TARGET = 2;

class Identity {
  constructor(object) {
    return object;
  }
}

/** The event listener list of any object, the global included, as a private member of it. */
class Listeners extends Identity {
  #list = [];
  #handlers = new Map();

  static has(object) {
    return isObject(object) && #list in object;
  }

  static list(object) {
    return object.#list;
  }

  static handlers(object) {
    return object.#handlers;
  }
}

/** Makes an object an event target that our constructor did not make. */
export const adoptEventTarget = (object) => {
  new Listeners(object);
};

function thisTarget(value) {
  const target = value ?? global;
  if (!Listeners.has(target)) {
    throw illegalInvocation("EventTarget");
  }
  return target;
}

let abortSignals;
/** abort-signal.mjs tells how signals work: is(value), aborted(signal), add(signal, steps). */
export const setAbortSignals = (hooks) => {
  abortSignals = hooks;
};

export class EventTarget {
  constructor() {
    new Listeners(this);
  }

  addEventListener(type, callback, options = undefined) {
    requireArguments(arguments.length, 2, "addEventListener()");
    const target = thisTarget(this);
    const name = toDOMString(type);
    add(target, name, toListener(callback), flattenMore(options));
    if (!(`on${name}` in target)) {
      load("internal/event-names.mjs").nameUnknown(target, name);
    }
  }

  removeEventListener(type, callback, options = undefined) {
    requireArguments(arguments.length, 2, "removeEventListener()");
    const target = thisTarget(this);
    const name = toDOMString(type);
    const wanted = toListener(callback);
    const capture = flatten(options);
    const list = Listeners.list(target);
    for (let i = 0; i < list.length; i++) {
      const known = list[i];
      if (isSame(known, name, wanted, capture)) {
        remove(target, known);
        return;
      }
    }
  }

  dispatchEvent(event) {
    requireArguments(arguments.length, 1, "dispatchEvent()");
    const target = thisTarget(this);
    if (!isObject(event)) {
      throw new TypeError("dispatchEvent() needs an Event.");
    }
    const state = stateOf(event);
    if (state.dispatching) {
      throw errorNamed("InvalidStateError", "The event is being dispatched already.");
    }
    if (target === global) {
      load("internal/event-names.mjs").nameWrongDispatch(event, state.type);
    }
    state.trusted = false;
    return dispatch(event, target);
  }
}
defineInterface(EventTarget, "EventTarget");

function toListener(callback) {
  if (callback === null || callback === undefined) {
    return null;
  }
  if (!isObject(callback)) {
    throw new TypeError("An event listener must be a function or an object with handleEvent().");
  }
  return callback;
}

/** https://dom.spec.whatwg.org/#concept-flatten-options */
function flatten(options) {
  return isObject(options) ? !!options.capture : !!options;
}

/** https://dom.spec.whatwg.org/#event-flatten-more */
function flattenMore(options) {
  const flat = { capture: flatten(options), passive: false, once: false, signal: null };
  if (isObject(options)) {
    flat.once = !!options.once;
    flat.passive = !!options.passive;
    const { signal } = options;
    if (signal !== undefined) {
      if (abortSignals === undefined || !abortSignals.is(signal)) {
        throw new TypeError("A listener's signal must be an AbortSignal.");
      }
      flat.signal = signal;
    }
  }
  return flat;
}

/** https://dom.spec.whatwg.org/#add-an-event-listener */
function add(target, type, callback, { capture, passive, once, signal }) {
  if (signal !== null && abortSignals.aborted(signal)) {
    return;
  }
  if (callback === null) {
    return;
  }
  const list = Listeners.list(target);
  for (let i = 0; i < list.length; i++) {
    const known = list[i];
    if (isSame(known, type, callback, capture)) {
      return;
    }
  }
  const listener = { type, callback, capture, passive, once, removed: false, isHandler: false };
  ArrayPrototypePush(list, listener);
  onAdded(target, type);
  if (signal !== null) {
    abortSignals.add(signal, () => remove(target, listener));
  }
}

const isSame = (listener, type, callback, capture) =>
  !listener.isHandler &&
  listener.type === type &&
  listener.callback === callback &&
  listener.capture === capture;

function remove(target, listener) {
  listener.removed = true;
  const list = Listeners.list(target);
  const index = ArrayPrototypeIndexOf(list, listener);
  if (index >= 0) {
    ArrayPrototypeSplice(list, index, 1);
  }
}

/**
 * One dispatch: calls the listeners one at a time, so that the host can let microtasks run between
 * them. There is no tree, so the path is the target alone.
 * https://dom.spec.whatwg.org/#concept-event-dispatch
 */
export class Dispatch {
  #event;
  #state;
  #target;
  #capturing = true;
  #snapshot;
  #next = 0;

  constructor(event, target) {
    this.#event = event;
    this.#target = target;
    const state = stateOf(event);
    this.#state = state;
    state.dispatching = true;
    state.target = target;
    state.currentTarget = target;
    state.phase = AT_TARGET;
    this.#snapshot = state.stopPropagation ? [] : this.#clone();
  }

  get event() {
    return this.#event;
  }

  /** Calls the next listener and returns true, or returns false where none is left. */
  step() {
    const listener = this.#nextListener();
    if (listener === null) {
      return false;
    }
    this.#call(listener);
    return true;
  }

  /** Ends the dispatch; whether the event was not canceled. */
  end() {
    const state = this.#state;
    state.phase = NONE;
    state.currentTarget = null;
    state.dispatching = false;
    state.stopPropagation = false;
    state.stopImmediate = false;
    return !state.canceled;
  }

  #clone() {
    const { type } = this.#state;
    const capturing = this.#capturing;
    return ArrayPrototypeFilter(
      Listeners.list(this.#target),
      (listener) => listener.type === type && listener.capture === capturing,
    );
  }

  #nextListener() {
    for (;;) {
      if (this.#state.stopImmediate) {
        return null;
      }
      while (this.#next < this.#snapshot.length) {
        const listener = this.#snapshot[this.#next++];
        if (!listener.removed) {
          return listener;
        }
      }
      if (!this.#capturing || this.#state.stopPropagation) {
        return null;
      }
      this.#capturing = false;
      this.#snapshot = this.#clone();
      this.#next = 0;
    }
  }

  /** https://dom.spec.whatwg.org/#concept-event-listener-inner-invoke */
  #call(listener) {
    if (listener.once) {
      remove(this.#target, listener);
    }
    const state = this.#state;
    state.inPassiveListener = listener.passive;
    try {
      const { callback } = listener;
      if (listener.isHandler) {
        callHandler(callback, this.#target, this.#event, state);
      } else if (typeof callback === "function") {
        ReflectApply(callback, this.#target, [this.#event]);
      } else {
        const { handleEvent } = callback;
        if (typeof handleEvent !== "function") {
          throw new TypeError("The listener's handleEvent is not a function.");
        }
        ReflectApply(handleEvent, callback, [this.#event]);
      }
    } finally {
      state.inPassiveListener = false;
    }
  }
}

/** Dispatches an event within a script's own call. */
export function dispatch(event, target) {
  const run = new Dispatch(event, target);
  for (;;) {
    try {
      if (!run.step()) {
        return run.end();
      }
    } catch (error) {
      reportException(error);
    }
  }
}

/** Fires a trusted event at a target. https://dom.spec.whatwg.org/#concept-event-fire */
export function fire(event, target) {
  stateOf(event).trusted = true;
  return dispatch(event, target);
}

/** https://html.spec.whatwg.org/#the-event-handler-processing-algorithm */
function callHandler(handler, target, event, state) {
  if (typeof handler !== "function") {
    return;
  }
  if (state.type === "error" && target === global && "error" in event) {
    const { message, filename, lineno, colno, error } = event;
    if (ReflectApply(handler, target, [message, filename, lineno, colno, error]) === true) {
      setCanceled(event);
    }
  } else if (ReflectApply(handler, target, [event]) === false) {
    setCanceled(event);
  }
}

/**
 * Defines the event handler attributes `on<type>` of an interface (on its prototype), or of the
 * global. https://html.spec.whatwg.org/#event-handler-idl-attributes
 */
export function defineEventHandlers(object, types) {
  for (let i = 0; i < types.length; i++) {
    const type = types[i];
    const name = `on${type}`;
    const attribute = {
      get [name]() {
        return MapPrototypeGet(Listeners.handlers(thisTarget(this)), type)?.callback ?? null;
      },
      set [name](value) {
        if (typeof value !== "function" && value !== null && value !== undefined) {
          mistake("handler-no-function", { __proto__: null, name });
        }
        setHandler(thisTarget(this), type, isObject(value) ? value : null);
      },
    };
    ObjectDefineProperty(object, name, ObjectGetOwnPropertyDescriptor(attribute, name));
  }
}

function setHandler(target, type, callback) {
  const handlers = Listeners.handlers(target);
  const known = MapPrototypeGet(handlers, type);
  if (callback === null) {
    if (known !== undefined) {
      remove(target, known);
      MapPrototypeDelete(handlers, type);
    }
  } else if (known !== undefined) {
    known.callback = callback;
  } else {
    const listener = {
      type,
      callback,
      capture: false,
      passive: false,
      once: false,
      removed: false,
      isHandler: true,
    };
    MapPrototypeSet(handlers, type, listener);
    ArrayPrototypePush(Listeners.list(target), listener);
    onAdded(target, type);
  }
}

let onAdded = () => {};
/** Calls steps(target, type) whenever a listener has been added, from now on. */
export const watchListeners = (steps) => {
  onAdded = steps;
};

/** Whether the test holds for the callback of every listener for this type at the target. */
export function everyCallback(target, type, test) {
  const list = Listeners.list(target);
  for (let i = 0; i < list.length; i++) {
    if (list[i].type === type && !test(list[i].callback)) {
      return false;
    }
  }
  return true;
}

/** Whether anything listens for this type at the target. */
export function hasListener(target, type) {
  const list = Listeners.list(target);
  for (let i = 0; i < list.length; i++) {
    if (list[i].type === type) {
      return true;
    }
  }
  return false;
}

/** The types that have a listener at the target, each once. */
export function listenedTypes(target) {
  const types = [];
  const list = Listeners.list(target);
  for (let i = 0; i < list.length; i++) {
    if (ArrayPrototypeIndexOf(types, list[i].type) < 0) {
      ArrayPrototypePush(types, list[i].type);
    }
  }
  return types;
}
