// What `iterable<key, value>` declares. https://webidl.spec.whatwg.org/#es-iterable

import {
  IteratorPrototype,
  ObjectDefineProperty,
  ObjectSetPrototypeOf,
  ReflectApply,
  ReflectDeleteProperty,
  SymbolIterator,
  SymbolToStringTag,
} from "./primordials.mjs";
import { requireArguments, toCallback } from "./webidl.mjs";

const methodsOf = (pairsOf, PairIterator) => ({
  entries() {
    pairsOf(this);
    return new PairIterator(this, (pair) => [pair[0], pair[1]]);
  },
  keys() {
    pairsOf(this);
    return new PairIterator(this, (pair) => pair[0]);
  },
  values() {
    pairsOf(this);
    return new PairIterator(this, (pair) => pair[1]);
  },
  forEach(callback, thisArgument = undefined) {
    pairsOf(this);
    requireArguments(arguments.length, 1, "forEach()");
    const steps = toCallback(callback, "What forEach() is given");
    for (let i = 0; i < pairsOf(this).length; i++) {
      const pair = pairsOf(this)[i];
      ReflectApply(steps, thisArgument, [pair[1], pair[0], this]);
    }
  },
});

/**
 * Gives an interface entries(), keys(), values(), forEach() and its iterator.
 *
 * @param pairsOf returns an object's list of [key, value] as it is now, and throws a TypeError for
 *     what is no object of the interface
 */
export function definePairIterable(constructor, name, pairsOf) {
  class PairIterator {
    #target;
    #show;
    #index = 0;

    constructor(target, show) {
      this.#target = target;
      this.#show = show;
    }

    next() {
      const index = this.#index;
      const pairs = pairsOf(this.#target);
      if (index >= pairs.length) {
        return { value: undefined, done: true };
      }
      this.#index++;
      return { value: this.#show(pairs[index]), done: false };
    }
  }
  const iteratorPrototype = PairIterator.prototype;
  ObjectSetPrototypeOf(iteratorPrototype, IteratorPrototype);
  ReflectDeleteProperty(iteratorPrototype, "constructor");
  ObjectDefineProperty(iteratorPrototype, "next", { enumerable: true });
  ObjectDefineProperty(iteratorPrototype, SymbolToStringTag, {
    value: `${name} Iterator`,
    configurable: true,
  });

  const { prototype } = constructor;
  const methods = methodsOf(pairsOf, PairIterator);
  define(prototype, "entries", methods.entries, true);
  define(prototype, "keys", methods.keys, true);
  define(prototype, "values", methods.values, true);
  define(prototype, "forEach", methods.forEach, true);
  define(prototype, SymbolIterator, methods.entries, false);
}

function define(prototype, key, value, enumerable) {
  ObjectDefineProperty(prototype, key, { value, enumerable, configurable: true, writable: true });
}
