// Promises of the streams' own. None of them is resolved with an object that a script could see.

import {
  PromisePrototypeThen,
  PromiseReject,
  PromiseResolve,
  PromiseWithResolvers,
  ReflectApply,
} from "../primordials.mjs";
import { markHandled } from "../host.mjs";
import { isObject } from "../webidl.mjs";

/** For steps inside the streams; scripts get a promise of their own. */
export const RESOLVED = PromiseResolve(undefined);

export const nothing = () => undefined;
export const alwaysResolved = () => RESOLVED;
export const sizeOfOne = () => 1;

/** https://webidl.spec.whatwg.org/#dfn-perform-steps-once-promise-is-settled */
export const uponPromise = (promise, fulfilled, rejected) => {
  PromisePrototypeThen(promise, fulfilled, rejected);
};

/** https://webidl.spec.whatwg.org/#a-promise-resolved-with: never the value itself. */
export function resolvedWith(value) {
  if (!isObject(value)) {
    return value === undefined ? RESOLVED : PromiseResolve(value);
  }
  const { promise, resolve } = PromiseWithResolvers();
  resolve(value);
  return promise;
}

/** Calls a script's function that gives a promise. https://webidl.spec.whatwg.org/#call-a-user-objects-operation */
export function invokeForPromise(callback, receiver, args) {
  try {
    return resolvedWith(ReflectApply(callback, receiver, args));
  } catch (error) {
    return PromiseReject(error);
  }
}

/**
 * A promise of undefined that is made when the first one asks for it: most readers' and writers'
 * promises are never looked at. Its rejection counts as handled, as that of all of them does.
 */
export class LazyPromise {
  state = "pending";
  reason = undefined;
  made = null;
  resolvers = null;

  static resolved() {
    const promise = new LazyPromise();
    promise.state = "fulfilled";
    return promise;
  }

  static rejected(reason) {
    const promise = new LazyPromise();
    promise.reject(reason);
    return promise;
  }

  get isPending() {
    return this.state === "pending";
  }

  get promise() {
    this.made ??= this.make();
    return this.made;
  }

  make() {
    switch (this.state) {
      case "pending":
        this.resolvers = PromiseWithResolvers();
        return this.resolvers.promise;
      case "fulfilled":
        return PromiseResolve(undefined);
      default: {
        const rejected = PromiseReject(this.reason);
        markHandled(rejected);
        return rejected;
      }
    }
  }

  resolve() {
    if (this.state === "pending") {
      this.state = "fulfilled";
      this.resolvers?.resolve(undefined);
    }
  }

  reject(reason) {
    if (this.state === "pending") {
      this.state = "rejected";
      this.reason = reason;
      if (this.made !== null) {
        markHandled(this.made);
        this.resolvers.reject(reason);
      }
    }
  }
}
