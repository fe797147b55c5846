// Two streams of one that a script has made.

import {
  PromisePrototypeThen,
  PromiseWithResolvers,
  enqueueMicrotask,
  uncurryThis,
} from "./primordials.mjs";
import { load } from "./host.mjs";
import {
  ReadableByteStreamController,
  ReadableStream,
  ReadableStreamDefaultController,
  ReadableStreamDefaultReader,
} from "../streams.mjs";
import { deliver, enqueue, fail, getReader, getter, readChunk } from "./body-streams.mjs";

const closedOf = getter(ReadableStreamDefaultReader.prototype, "closed");
const cancelReader = uncurryThis(ReadableStreamDefaultReader.prototype.cancel);
const enqueueAny = uncurryThis(ReadableStreamDefaultController.prototype.enqueue);
const closeAny = uncurryThis(ReadableStreamDefaultController.prototype.close);
const errorAny = uncurryThis(ReadableStreamDefaultController.prototype.error);

/**
 * Two streams with the chunks of one, those of the second cloned.
 * https://streams.spec.whatwg.org/#abstract-opdef-readablestreamdefaulttee
 */
export function tee(stream) {
  const isBytes = stream._readableStreamController instanceof ReadableByteStreamController;
  const source = {
    stream,
    isBytes,
    reader: getReader(stream),
    clone: load("structured-clone.mjs").structuredClone,
    cancelled: PromiseWithResolvers(),
    reading: false,
    readAgain: false,
    over: false,
    first: null,
    second: null,
  };
  source.first = branch(source);
  source.second = branch(source);
  PromisePrototypeThen(closedOf(source.reader), undefined, (reason) => failBoth(source, reason));
  return { first: source.first.stream, second: source.second.stream };
}

function branch(source) {
  const made = { stream: null, controller: null, isCancelled: false, reason: undefined };
  made.stream = new ReadableStream(
    {
      __proto__: null,
      type: source.isBytes ? "bytes" : undefined,
      start(controller) {
        made.controller = controller;
      },
      pull: () => pullBoth(source),
      cancel(reason) {
        made.isCancelled = true;
        made.reason = reason;
        if (source.first.isCancelled && source.second.isCancelled) {
          const reasons = [source.first.reason, source.second.reason];
          source.cancelled.resolve(cancelReader(source.reader, reasons));
        }
        return source.cancelled.promise;
      },
    },
    { __proto__: null, highWaterMark: source.isBytes ? 0 : 1 },
  );
  return made;
}

function pullBoth(source) {
  if (source.reading) {
    source.readAgain = true;
    return;
  }
  source.reading = true;
  readChunk(source.stream, {
    chunk: (value) => enqueueMicrotask(() => giveBoth(source, value)),
    close: () => {
      source.reading = false;
      closeBoth(source);
    },
    error: () => {
      source.reading = false;
    },
  });
}

function giveBoth(source, value) {
  source.readAgain = false;
  let copy;
  if (!source.second.isCancelled) {
    try {
      copy = source.clone(value);
    } catch (error) {
      failBoth(source, error);
      source.cancelled.resolve(cancelReader(source.reader, error));
      return;
    }
  }
  give(source, source.first, value);
  give(source, source.second, copy);
  source.reading = false;
  if (source.readAgain) {
    pullBoth(source);
  }
}

function give({ isBytes }, { controller, isCancelled }, value) {
  if (!isCancelled) {
    (isBytes ? enqueue : enqueueAny)(controller, value);
  }
}

function closeBoth(source) {
  end(source, source.isBytes ? (controller) => deliver(controller, null) : closeAny);
}

function failBoth(source, reason) {
  const failed = source.isBytes ? fail : errorAny;
  end(source, (controller) => failed(controller, reason));
}

function end(source, finish) {
  if (source.over) {
    return;
  }
  source.over = true;
  const { first, second } = source;
  if (!first.isCancelled) {
    finish(first.controller);
  }
  if (!second.isCancelled) {
    finish(second.controller);
  }
  if (!first.isCancelled || !second.isCancelled) {
    source.cancelled.resolve();
  }
}
