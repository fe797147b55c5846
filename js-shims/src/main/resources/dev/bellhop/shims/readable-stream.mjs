// https://streams.spec.whatwg.org/#rs-class

import {
  ObjectDefineProperty,
  PromiseReject,
  RangeError,
  SymbolAsyncIterator,
  TypeError,
} from "./internal/primordials.mjs";
import { markHandled } from "./internal/host.mjs";
import { setStreamKind } from "./internal/moving-streams.mjs";
import { pipe } from "./internal/streams/pipe.mjs";
import { Readable } from "./internal/streams/readable.mjs";
import { readableFrom } from "./internal/streams/from-iterable.mjs";
import { iterate } from "./internal/streams/iteration.mjs";
import { toPipeOptions } from "./internal/streams/pipe-options.mjs";
import {
  extractHighWaterMark,
  extractSizeAlgorithm,
  toQueuingStrategy,
} from "./internal/streams/strategies.mjs";
import { teeBytes } from "./internal/streams/byte-tee.mjs";
import { teeDefault } from "./internal/streams/tee.mjs";
import { requireObjectOrNothing, toUnderlyingSource } from "./internal/streams/underlying.mjs";
import {
  defineInterface,
  illegalInvocation,
  internalToken,
  isObject,
  requireArguments,
  toDictionary,
  toEnum,
} from "./internal/webidl.mjs";
import { setUpByteController } from "./readable-byte-stream-controller.mjs";
import { byobReaderObject } from "./readable-stream-byob-reader.mjs";
import { setUpDefaultController } from "./readable-stream-default-controller.mjs";
import { defaultReaderObject } from "./readable-stream-default-reader.mjs";
import { toWritable } from "./writable-stream.mjs";

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
    requireObjectOrNothing(underlyingSource, "An underlying source");
    const queuing = toQueuingStrategy(strategy);
    const source = toUnderlyingSource(underlyingSource);
    this.#stream = new Readable();
    this.#stream.object = this;
    if (source.type === "bytes") {
      if (queuing.size !== undefined) {
        throw new RangeError("The strategy of a stream of bytes cannot have a size().");
      }
      setUpByteController(this.#stream, source, extractHighWaterMark(queuing, 0));
    } else {
      const size = extractSizeAlgorithm(queuing);
      setUpDefaultController(this.#stream, source, extractHighWaterMark(queuing, 1), size);
    }
  }

  static from(asyncIterable) {
    requireArguments(arguments.length, 1, "ReadableStream.from()");
    return readableObject(readableFrom(asyncIterable));
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
    return byobReaderObject(stream.acquireByobReader());
  }

  pipeThrough(transform, options = undefined) {
    const stream = this.#stream;
    requireArguments(arguments.length, 1, "pipeThrough()");
    const dictionary = toDictionary(transform, "What is piped through");
    const readable = dictionary?.readable;
    toReadable(readable);
    const writable = toWritable(dictionary?.writable);
    const pipeOptions = toPipeOptions(options);
    if (stream.isLocked) {
      throw locked();
    }
    if (writable.isLocked) {
      throw destinationLocked();
    }
    markHandled(pipe(stream, writable, pipeOptions));
    return readable;
  }

  pipeTo(destination, options = undefined) {
    let writable;
    let pipeOptions;
    try {
      this.#stream;
      requireArguments(arguments.length, 1, "pipeTo()");
      writable = toWritable(destination);
      pipeOptions = toPipeOptions(options);
    } catch (error) {
      return PromiseReject(error);
    }
    if (this.#stream.isLocked) {
      return PromiseReject(locked());
    }
    if (writable.isLocked) {
      return PromiseReject(destinationLocked());
    }
    return pipe(this.#stream, writable, pipeOptions);
  }

  tee() {
    const branches = tee(this.#stream, (chunk) => chunk);
    return [readableObject(branches[0]), readableObject(branches[1])];
  }

  values(options = undefined) {
    const stream = this.#stream;
    const dictionary = toDictionary(options, "The options of values()");
    return iterate(stream.acquireDefaultReader(), !!dictionary?.preventCancel);
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
  stream.controller.isByte ? teeBytes(stream) : teeDefault(stream, copy);

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
