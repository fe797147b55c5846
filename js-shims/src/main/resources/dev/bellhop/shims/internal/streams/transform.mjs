// The state of a transform stream and of its controller.
// https://streams.spec.whatwg.org/#ts-abstract-ops

import {
  PromisePrototypeThen,
  PromiseWithResolvers,
  TypeError,
} from "../primordials.mjs";
import { createReadable } from "./default-controller.mjs";
import { LazyPromise, RESOLVED, invokeForPromise, nothing, sizeOfOne, uponPromise } from "./promises.mjs";
import { createWritable } from "./writable-controller.mjs";

/**
 * A transform stream of the platform's own: `transform(chunk, enqueue)` and `flush(enqueue)` may give
 * a promise, and `cancel()` is called where the stream ends before it was flushed.
 * https://streams.spec.whatwg.org/#transformstream-set-up
 */
export function createTransform(transform, flush, cancel = nothing) {
  const stream = new Transform(PLAIN_STRATEGIES, RESOLVED);
  const enqueue = (chunk) => controller.enqueue(chunk);
  const controller = new TransformController(
    stream,
    (chunk) => invokeForPromise(transform, undefined, [chunk, enqueue]),
    () => invokeForPromise(flush, undefined, [enqueue]),
    () => invokeForPromise(cancel, undefined, []),
  );
  return stream;
}

const PLAIN_STRATEGIES = {
  writableHighWaterMark: 1,
  writableSize: sizeOfOne,
  readableHighWaterMark: 0,
  readableSize: sizeOfOne,
};

export class Transform {
  readable;
  writable;
  controller = null;
  #hasBackpressure = false;
  #backpressureChange = null;

  /** https://streams.spec.whatwg.org/#initialize-transform-stream */
  constructor(
    { writableHighWaterMark, writableSize, readableHighWaterMark, readableSize },
    startPromise,
  ) {
    this.writable = createWritable(
      (chunk) => this.#write(chunk),
      () => this.#close(),
      (reason) => this.#abort(reason),
      writableHighWaterMark,
      writableSize,
      startPromise,
    );
    this.readable = createReadable(
      () => this.#pull(),
      (reason) => this.#cancel(reason),
      readableHighWaterMark,
      readableSize,
      startPromise,
    );
    this.setBackpressure(true);
  }

  get hasBackpressure() {
    return this.#hasBackpressure;
  }

  /** https://streams.spec.whatwg.org/#transform-stream-error */
  error(reason) {
    this.readable.controller.error(reason);
    this.errorWritableAndUnblockWrite(reason);
  }

  /** https://streams.spec.whatwg.org/#transform-stream-error-writable-and-unblock-write */
  errorWritableAndUnblockWrite(reason) {
    this.controller.clearAlgorithms();
    this.writable.controller.errorIfNeeded(reason);
    this.unblockWrite();
  }

  /** https://streams.spec.whatwg.org/#transform-stream-set-backpressure */
  setBackpressure(hasBackpressure) {
    this.#backpressureChange?.resolve();
    this.#backpressureChange = new LazyPromise();
    this.#hasBackpressure = hasBackpressure;
  }

  /** https://streams.spec.whatwg.org/#abstract-opdef-transformstreamunblockwrite */
  unblockWrite() {
    if (this.#hasBackpressure) {
      this.setBackpressure(false);
    }
  }

  /** https://streams.spec.whatwg.org/#transform-stream-default-sink-write-algorithm */
  #write(chunk) {
    if (!this.#hasBackpressure) {
      return this.controller.performTransform(chunk);
    }
    return PromisePrototypeThen(this.#backpressureChange.promise, () => {
      if (this.writable.state === "erroring") {
        throw this.writable.storedError;
      }
      return this.controller.performTransform(chunk);
    });
  }

  /** https://streams.spec.whatwg.org/#transform-stream-default-sink-close-algorithm */
  #close() {
    return this.controller.finish(
      (controller) => controller.flushAlgorithm(),
      this.readable,
      () => this.readable.controller.close(),
      (reason) => this.readable.controller.error(reason),
    );
  }

  /** https://streams.spec.whatwg.org/#transform-stream-default-sink-abort-algorithm */
  #abort(reason) {
    return this.controller.finish(
      (controller) => controller.cancelAlgorithm(reason),
      this.readable,
      () => this.readable.controller.error(reason),
      (failure) => this.readable.controller.error(failure),
    );
  }

  /** https://streams.spec.whatwg.org/#transform-stream-default-source-cancel */
  #cancel(reason) {
    const errorWritable = (error) => {
      this.writable.controller.errorIfNeeded(error);
      this.unblockWrite();
    };
    return this.controller.finish(
      (controller) => controller.cancelAlgorithm(reason),
      this.writable,
      () => errorWritable(reason),
      errorWritable,
    );
  }

  /** https://streams.spec.whatwg.org/#transform-stream-default-source-pull */
  #pull() {
    this.setBackpressure(false);
    return this.#backpressureChange.promise;
  }
}

/** https://streams.spec.whatwg.org/#ts-default-controller-abstract-ops */
export class TransformController {
  stream;
  transformAlgorithm;
  flushAlgorithm;
  cancelAlgorithm;
  #finished = null;

  /** https://streams.spec.whatwg.org/#set-up-transform-stream-default-controller */
  constructor(stream, transform, flush, cancel) {
    this.stream = stream;
    this.transformAlgorithm = transform;
    this.flushAlgorithm = flush;
    this.cancelAlgorithm = cancel;
    stream.controller = this;
  }

  /** https://streams.spec.whatwg.org/#transform-stream-default-controller-clear-algorithms */
  clearAlgorithms() {
    this.transformAlgorithm = nothing;
    this.flushAlgorithm = nothing;
    this.cancelAlgorithm = nothing;
  }

  /** https://streams.spec.whatwg.org/#transform-stream-default-controller-enqueue */
  enqueue(chunk) {
    const { stream } = this;
    const { readable } = stream;
    const { controller } = readable;
    if (!controller.canCloseOrEnqueue) {
      throw new TypeError("The readable side is closed or has failed, and takes no more chunks.");
    }
    try {
      controller.enqueue(chunk);
    } catch (error) {
      stream.errorWritableAndUnblockWrite(error);
      throw readable.storedError;
    }
    const { hasBackpressure } = controller;
    if (hasBackpressure !== stream.hasBackpressure) {
      stream.setBackpressure(true);
    }
  }

  /** https://streams.spec.whatwg.org/#transform-stream-default-controller-perform-transform */
  performTransform(chunk) {
    return PromisePrototypeThen(this.transformAlgorithm(chunk), undefined, (reason) => {
      this.stream.error(reason);
      throw reason;
    });
  }

  /** https://streams.spec.whatwg.org/#transform-stream-default-controller-terminate */
  terminate() {
    const { stream } = this;
    stream.readable.controller.close();
    stream.errorWritableAndUnblockWrite(new TypeError("The transform stream was terminated."));
  }

  /**
   * Runs the last of the algorithms, once, and then ends the other side: as it must be after
   * success unless it has failed already, and as it must be after a failure.
   */
  finish(run, otherSide, succeeded, failed) {
    if (this.#finished !== null) {
      return this.#finished.promise;
    }
    this.#finished = PromiseWithResolvers();
    const { promise, resolve, reject } = this.#finished;
    const result = run(this);
    this.clearAlgorithms();
    uponPromise(
      result,
      () => {
        if (otherSide.state === "errored") {
          reject(otherSide.storedError);
        } else {
          succeeded();
          resolve(undefined);
        }
      },
      (reason) => {
        failed(reason);
        reject(reason);
      },
    );
    return promise;
  }
}
