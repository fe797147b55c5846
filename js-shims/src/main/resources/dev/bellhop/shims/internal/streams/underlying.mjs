// The objects that scripts make streams of, as algorithms of the streams.

import { ReflectApply, TypeError } from "../primordials.mjs";
import { isObject, toCallback, toEnum, toUnsignedLongLong } from "../webidl.mjs";
import { alwaysResolved, invokeForPromise, nothing } from "./promises.mjs";

/** An argument of the type `optional object`. */
export function requireObjectOrNothing(value, what) {
  if (value !== undefined && !isObject(value)) {
    throw new TypeError(`${what} must be an object.`);
  }
}

const callback = (object, name, what) => {
  const given = object?.[name];
  return given === undefined ? undefined : toCallback(given, `${name}() of ${what}`);
};

/** Of a callback that gives a promise, with what it is called with besides the controller. */
const algorithm = (given, object) =>
  given === undefined ? alwaysResolved : (...args) => invokeForPromise(given, object, args);

const starter = (given, object) =>
  given === undefined ? nothing : (controller) => ReflectApply(given, object, [controller]);

/** https://streams.spec.whatwg.org/#dictdef-underlyingsource */
export function toUnderlyingSource(object) {
  const what = "an underlying source";
  const size = object?.autoAllocateChunkSize;
  const autoAllocateChunkSize =
    size === undefined ? undefined : toUnsignedLongLong(size, "autoAllocateChunkSize", "enforce");
  const cancel = callback(object, "cancel", what);
  const pull = callback(object, "pull", what);
  const start = callback(object, "start", what);
  const type = object?.type;
  return {
    autoAllocateChunkSize,
    cancel: algorithm(cancel, object),
    pull: algorithm(pull, object),
    start: starter(start, object),
    type: type === undefined ? undefined : toEnum(type, ["bytes"], "The type of a ReadableStream"),
  };
}

/** https://streams.spec.whatwg.org/#dictdef-underlyingsink */
export function toUnderlyingSink(object) {
  const what = "an underlying sink";
  const abort = callback(object, "abort", what);
  const close = callback(object, "close", what);
  const start = callback(object, "start", what);
  const type = object?.type;
  const write = callback(object, "write", what);
  return {
    abort: algorithm(abort, object),
    close: algorithm(close, object),
    start: starter(start, object),
    type,
    write: algorithm(write, object),
  };
}

/**
 * https://streams.spec.whatwg.org/#dictdef-transformer; transform is undefined where the object has
 * none.
 */
export function toTransformer(object) {
  const what = "a transformer";
  const cancel = callback(object, "cancel", what);
  const flush = callback(object, "flush", what);
  const readableType = object?.readableType;
  const start = callback(object, "start", what);
  const transform = callback(object, "transform", what);
  const writableType = object?.writableType;
  return {
    cancel: algorithm(cancel, object),
    flush: algorithm(flush, object),
    readableType,
    start: starter(start, object),
    transform: transform === undefined ? undefined : algorithm(transform, object),
    writableType,
  };
}
