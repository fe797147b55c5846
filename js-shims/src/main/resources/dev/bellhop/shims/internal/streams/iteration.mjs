// https://webidl.spec.whatwg.org/#js-asynchronous-iterator-prototype-object, for ReadableStream:
// https://streams.spec.whatwg.org/#rs-asynciterator

import {
  AsyncIteratorPrototype,
  ObjectAssign,
  ObjectCreate,
  ObjectDefineProperty,
  PromisePrototypeThen,
  PromiseReject,
  PromiseResolve,
  PromiseWithResolvers,
  SymbolToStringTag,
  WeakMap,
  WeakMapPrototypeGet,
  WeakMapPrototypeSet,
} from "../primordials.mjs";
import { illegalInvocation, isObject } from "../webidl.mjs";

const NAME = "ReadableStream AsyncIterator";

/** The state of each iterator: objects of no class that a script could find. */
const states = new WeakMap();

const stateOf = (object) => (isObject(object) ? WeakMapPrototypeGet(states, object) : undefined);

class Iteration {
  #reader;
  #preventsCancel;
  #ongoing = null;
  #isFinished = false;

  constructor(reader, preventsCancel) {
    this.#reader = reader;
    this.#preventsCancel = preventsCancel;
  }

  next() {
    return this.#afterOngoing(() => this.#nextSteps());
  }

  return(value) {
    return PromisePrototypeThen(
      this.#afterOngoing(() => this.#returnSteps(value)),
      () => result(value, true),
    );
  }

  #afterOngoing(steps) {
    this.#ongoing =
      this.#ongoing === null ? steps() : PromisePrototypeThen(this.#ongoing, steps, steps);
    return this.#ongoing;
  }

  #nextSteps() {
    if (this.#isFinished) {
      return PromiseResolve(result(undefined, true));
    }
    return PromisePrototypeThen(
      this.#read(),
      ({ value, done }) => {
        this.#ongoing = null;
        this.#isFinished = done;
        return result(value, done);
      },
      (reason) => {
        this.#ongoing = null;
        this.#isFinished = true;
        throw reason;
      },
    );
  }

  /** Of an object without a prototype, which has no then() that a script could have put there. */
  #read() {
    const { promise, resolve, reject } = PromiseWithResolvers();
    this.#reader.read({
      chunk: (value) => resolve({ __proto__: null, value, done: false }),
      close: () => {
        this.#reader.release();
        resolve({ __proto__: null, value: undefined, done: true });
      },
      error: (reason) => {
        this.#reader.release();
        reject(reason);
      },
    });
    return promise;
  }

  #returnSteps(value) {
    if (this.#isFinished) {
      return PromiseResolve(undefined);
    }
    this.#isFinished = true;
    const canceled = this.#preventsCancel
      ? PromiseResolve(undefined)
      : this.#reader.stream.cancel(value);
    this.#reader.release();
    return canceled;
  }
}

const result = (value, done) => ({ value, done });

const prototype = ObjectCreate(AsyncIteratorPrototype);

const methods = {
  next() {
    const iteration = stateOf(this);
    return iteration === undefined ? PromiseReject(illegalInvocation(NAME)) : iteration.next();
  },
  return(value) {
    const iteration = stateOf(this);
    return iteration === undefined
      ? PromiseReject(illegalInvocation(NAME))
      : iteration.return(value);
  },
};

ObjectAssign(prototype, methods);
ObjectDefineProperty(prototype, SymbolToStringTag, { value: NAME, configurable: true });

/** The asynchronous iterator of a reader. */
export function iterate(reader, preventsCancel) {
  const iterator = ObjectCreate(prototype);
  WeakMapPrototypeSet(states, iterator, new Iteration(reader, preventsCancel));
  return iterator;
}
