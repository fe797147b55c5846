// https://streams.spec.whatwg.org/#rs-class

import {
  ObjectDefineProperty,
  PromiseReject,
  SymbolAsyncIterator,
  TypeError,
} from "./internal/primordials.mjs";
import { lazily, markHandled } from "./internal/host.mjs";
import { setStreamKind } from "./internal/moving-streams.mjs";
import { Readable } from "./internal/streams/readable.mjs";
import {
  defineInterface,
  illegalInvocation,
  internalToken,
  isObject,
  requireArguments,
  toDictionary,
  toEnum,
} from "./internal/webidl.mjs";
import { defaultReaderObject } from "./readable-stream-default-reader.mjs";

// Most streams are bodies that are read by a reader: what they do not need is loaded when it is used.
const sources = lazily("internal/streams/script-sources.mjs");
const byobReaders = lazily("readable-stream-byob-reader.mjs");
const iterables = lazily("internal/streams/from-iterable.mjs");
const iterations = lazily("internal/streams/iteration.mjs");
const byteTees = lazily("internal/streams/byte-tee.mjs");
const tees = lazily("internal/streams/tee.mjs");
const pipes = lazily("internal/streams/pipe.mjs");
const pipeOptionsOf = lazily("internal/streams/pipe-options.mjs");
const writables = lazily("writable-stream.mjs");

/** Whether a value is a ReadableStream. */
export let isReadableStream;

let stateOf;

export class ReadableStream {
  #stream;

  static {
    isReadableStream = (value) => isObject(value) && #stream in value;
    stateOf = (object) => object.#stream;
  }

  constructor(underlyingSource = undefined, strategy = undefined) {
    if (underlyingSource === internalToken) {
      this.#stream = strategy;
      return;
    }
    const setUp = sources().prepare(underlyingSource, strategy);
    this.#stream = new Readable();
    this.#stream.object = this;
    setUp(this.#stream);
  }

  static from(asyncIterable) {
    requireArguments(arguments.length, 1, "ReadableStream.from()");
    return readableObject(iterables().readableFrom(asyncIterable));
  }

  get locked() {
    return this.#stream.isLocked;
  }

  cancel(reason = undefined) {
    if (!isReadableStream(this)) {
      return PromiseReject(illegalInvocation("ReadableStream"));
    }
    if (this.#stream.isLocked) {
      return PromiseReject(new TypeError("The stream is locked; cancel it by its reader."));
    }
    return this.#stream.cancel(reason);
  }

  getReader(options = undefined) {
    const stream = this.#stream;
    const mode = toDictionary(options, "The options of getReader()")?.mode;
    if (mode === undefined) {
      return defaultReaderObject(stream.acquireDefaultReader());
    }
    toEnum(mode, ["byob"], "The mode of a reader");
    return byobReaders().byobReaderObject(stream.acquireByobReader());
  }

  pipeThrough(transform, options = undefined) {
    const stream = this.#stream;
    requireArguments(arguments.length, 1, "pipeThrough()");
    const dictionary = toDictionary(transform, "What is piped through");
    const readable = dictionary?.readable;
    toReadable(readable);
    const writable = writables().toWritable(dictionary?.writable);
    const pipeOptions = pipeOptionsOf().toPipeOptions(options);
    if (stream.isLocked) {
      throw locked();
    }
    if (writable.isLocked) {
      throw destinationLocked();
    }
    markHandled(pipes().pipe(stream, writable, pipeOptions));
    return readable;
  }

  pipeTo(destination, options = undefined) {
    let writable;
    let pipeOptions;
    try {
      this.#stream;
      requireArguments(arguments.length, 1, "pipeTo()");
      writable = writables().toWritable(destination);
      pipeOptions = pipeOptionsOf().toPipeOptions(options);
    } catch (error) {
      return PromiseReject(error);
    }
    if (this.#stream.isLocked) {
      return PromiseReject(locked());
    }
    if (writable.isLocked) {
      return PromiseReject(destinationLocked());
    }
    return pipes().pipe(this.#stream, writable, pipeOptions);
  }

  tee() {
    const branches = tee(this.#stream, (chunk) => chunk);
    return [readableObject(branches[0]), readableObject(branches[1])];
  }

  values(options = undefined) {
    const stream = this.#stream;
    const dictionary = toDictionary(options, "The options of values()");
    return iterations().iterate(stream.acquireDefaultReader(), !!dictionary?.preventCancel);
  }
}
defineInterface(ReadableStream, "ReadableStream");
ObjectDefineProperty(ReadableStream.prototype, SymbolAsyncIterator, {
  value: ReadableStream.prototype.values,
  writable: true,
  enumerable: false,
  configurable: true,
});

/**
 * Both branches of a stream; the second one's chunks are what `copy` makes of them.
 * https://streams.spec.whatwg.org/#readable-stream-tee
 */
export const tee = (stream, copy) =>
  stream.controller.isByte ? byteTees().teeBytes(stream) : tees().teeDefault(stream, copy);

/** The ReadableStream of a stream's state. */
export function readableObject(stream) {
  stream.object ??= new ReadableStream(internalToken, stream);
  return stream.object;
}

/** The state of a script's ReadableStream, or TypeError. */
export function toReadable(value) {
  if (!isReadableStream(value)) {
    throw new TypeError("This must be a ReadableStream.");
  }
  return stateOf(value);
}

setStreamKind("readable", isReadableStream);

const locked = () => new TypeError("The stream is locked to a reader.");
const destinationLocked = () => new TypeError("The stream to pipe to is locked to a writer.");
