// The way to the host: `ops.<area>` are its operations. Only shims can import this module.

import {
  ArrayPrototypePush,
  PromisePrototypeThen,
  PromiseWithResolvers,
  RangeError,
  ReflectDeleteProperty,
  TypeError,
  global,
} from "./primordials.mjs";

const HANDOVER = "bellhop:ops";

export const ops = global[HANDOVER];
ReflectDeleteProperty(global, HANDOVER);

const { load: loadModule, isOpException } = ops.realm;

/** The namespace of another shim module, evaluated now if it was not before. */
export const load = (path) => loadModule(path);

/** A function that gives what load() does, and asks the host only once. */
export const lazily = (path) => {
  let module = null;
  return () => (module ??= load(path));
};

/** A TypeError, RangeError, error of WebAssembly or DOMException, by its name. */
export function errorNamed(name, message) {
  switch (name) {
    case "CompileError":
    case "LinkError":
      return new (load("internal/wasm/errors.mjs")[name])(message);
    case "TypeError":
      return new TypeError(message);
    case "RangeError":
      return new RangeError(message);
    case "QuotaExceededError":
      return new (load("quota-exceeded-error.mjs").QuotaExceededError)(message);
    default:
      return new (load("dom-exception.mjs").DOMException)(message, name);
  }
}

/** Calls a host operation; what it throws becomes the script's error. */
export function guarded(operation) {
  try {
    return operation();
  } catch (error) {
    if (isOpException(error)) {
      throw errorNamed(error.errorName(), error.getMessage());
    }
    throw error;
  }
}

/** The promise of a host operation that calls `done(errorName, errorMessage, value)`. */
export function promised(start) {
  const { promise, resolve, reject } = PromiseWithResolvers();
  called(start, resolve, reject);
  return promise;
}

/**
 * Starts such a host operation; its value or the error goes to one of two functions. Where a promise
 * would be resolved with an object, a script's Object.prototype.then could come in between.
 */
export function called(start, succeed, fail) {
  try {
    guarded(() => start(answering(succeed, fail)));
  } catch (error) {
    fail(error);
  }
}

/** What such an operation calls when it is done. */
export const answering = (succeed, fail) => (name, message, value) => {
  if (name === null) {
    succeed(value);
  } else {
    fail(errorNamed(name, message));
  }
};

/** A promise of the next task, before which everything else that waits has its turn. */
export const nextTurn = () => promised((done) => ops.tasks.next(done));

/** Marks a promise as handled, so that its rejection is not reported. */
export const markHandled = (promise) => {
  PromisePrototypeThen(promise, undefined, () => {});
};

const unchanged = (value) => value;

/** A script's array of what the elements of a host's array become, in its order. */
export function arrayOf(found, convert = unchanged) {
  const all = [];
  for (let i = 0; i < found.length; i++) {
    ArrayPrototypePush(all, convert(found[i]));
  }
  return all;
}
