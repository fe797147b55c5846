// https://streams.spec.whatwg.org/#readable-stream-from-iterable

import {
  PromisePrototypeThen,
  PromiseResolve,
  ReflectApply,
  SymbolAsyncIterator,
  SymbolIterator,
  TypeError,
} from "../primordials.mjs";
import { markHandled } from "../host.mjs";
import { isObject, toCallback } from "../webidl.mjs";
import { createReadable } from "./default-controller.mjs";
import { invokeForPromise } from "./promises.mjs";

/** A stream of what a script's iterable gives. */
export function readableFrom(iterable) {
  const { iterator, isAsync } = open(iterable);
  const { next } = iterator;
  const enqueue = (chunk) => {
    stream.controller.enqueue(chunk);
  };
  const pull = () =>
    PromisePrototypeThen(invokeForPromise(next, iterator, []), (result) => {
      requireObject(result, "next");
      if (result.done) {
        stream.controller.close();
        return undefined;
      }
      return isAsync ? enqueue(result.value) : afterValue(iterator, result.value, enqueue);
    });
  const stream = createReadable(pull, (reason) => close(iterator, reason), 0);
  return stream;
}

/** https://webidl.spec.whatwg.org/#async-sequence-open */
function open(iterable) {
  if (iterable === undefined || iterable === null) {
    throw new TypeError(`ReadableStream.from() cannot iterate over ${iterable}.`);
  }
  const asyncMethod = iterable[SymbolAsyncIterator] ?? null;
  const method = asyncMethod ?? iterable[SymbolIterator];
  toCallback(method, "The iterator method of what ReadableStream.from() is given");
  const iterator = ReflectApply(method, iterable, []);
  if (!isObject(iterator)) {
    throw new TypeError("An iterator must be an object.");
  }
  return { iterator, isAsync: asyncMethod !== null };
}

/**
 * A value of an iterator that is not an asynchronous one may be a promise; the iterator is closed
 * where that is rejected. https://tc39.es/ecma262/#sec-asyncfromsynciteratorcontinuation
 */
const afterValue = (iterator, value, fulfilled) =>
  PromisePrototypeThen(PromiseResolve(value), fulfilled, (reason) => {
    markHandled(close(iterator, undefined));
    throw reason;
  });

/** https://webidl.spec.whatwg.org/#async-iterator-close */
async function close(iterator, reason) {
  const method = iterator.return ?? null;
  if (method !== null) {
    requireObject(await ReflectApply(method, iterator, [reason]), "return");
  }
}

function requireObject(result, method) {
  if (!isObject(result)) {
    throw new TypeError(`What ${method}() of an iterator gives must be an object.`);
  }
}
