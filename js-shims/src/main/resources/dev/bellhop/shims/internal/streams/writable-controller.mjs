// https://streams.spec.whatwg.org/#ws-default-controller-abstract-ops

import { createSignal, signalAbort } from "../../abort-signal.mjs";
import { nothing, resolvedWith, sizeOfOne, uponPromise } from "./promises.mjs";
import { SizedQueue } from "./queues.mjs";
import { Writable } from "./writable.mjs";

/** https://streams.spec.whatwg.org/#close-sentinel */
const CLOSE = {};

/**
 * The start algorithm's result may be a promise, until which nothing is written.
 * https://streams.spec.whatwg.org/#create-writable-stream
 */
export function createWritable(
  write,
  close,
  abort,
  highWaterMark = 1,
  size = sizeOfOne,
  startResult = undefined,
) {
  const stream = new Writable();
  new WritableController(stream, { write, close, abort }, highWaterMark, size).start(startResult);
  return stream;
}

export class WritableController {
  stream;
  queue = new SizedQueue();
  isStarted = false;
  size;
  highWaterMark;
  writeAlgorithm;
  closeAlgorithm;
  abortAlgorithm;
  /** Made when a script asks for it. */
  #signal = null;
  #abortion = null;

  /** https://streams.spec.whatwg.org/#set-up-writable-stream-default-controller */
  constructor(stream, { write, close, abort }, highWaterMark, size) {
    this.stream = stream;
    this.size = size;
    this.highWaterMark = highWaterMark;
    this.writeAlgorithm = write;
    this.closeAlgorithm = close;
    this.abortAlgorithm = abort;
    stream.controller = this;
    stream.updateBackpressure(this.hasBackpressure);
  }

  /** The end of setting up, with what the start algorithm has given. */
  start(result) {
    uponPromise(
      resolvedWith(result),
      () => {
        this.isStarted = true;
        this.advanceQueueIfNeeded();
      },
      (reason) => {
        this.isStarted = true;
        this.stream.dealWithRejection(reason);
      },
    );
  }

  get signal() {
    if (this.#signal === null) {
      this.#signal = createSignal();
      if (this.#abortion !== null) {
        signalAbort(this.#signal, this.#abortion.reason);
      }
    }
    return this.#signal;
  }

  signalAbort(reason) {
    this.#abortion ??= { reason };
    if (this.#signal !== null) {
      signalAbort(this.#signal, reason);
    }
  }

  /** https://streams.spec.whatwg.org/#ws-default-controller-private-abort */
  abortSteps(reason) {
    const result = this.abortAlgorithm(reason);
    this.clearAlgorithms();
    return result;
  }

  /** https://streams.spec.whatwg.org/#ws-default-controller-private-error */
  errorSteps() {
    this.queue.reset();
  }

  /** https://streams.spec.whatwg.org/#writable-stream-default-controller-advance-queue-if-needed */
  advanceQueueIfNeeded() {
    const { stream } = this;
    if (!this.isStarted || stream.inFlightWriteRequest !== null) {
      return;
    }
    if (stream.state === "erroring") {
      stream.finishErroring();
      return;
    }
    if (this.queue.isEmpty) {
      return;
    }
    const value = this.queue.peek();
    if (value === CLOSE) {
      this.processClose();
    } else {
      this.processWrite(value);
    }
  }

  /** https://streams.spec.whatwg.org/#writable-stream-default-controller-clear-algorithms */
  clearAlgorithms() {
    this.writeAlgorithm = nothing;
    this.closeAlgorithm = nothing;
    this.abortAlgorithm = nothing;
    this.size = null;
  }

  /** https://streams.spec.whatwg.org/#writable-stream-default-controller-close */
  close() {
    this.queue.enqueue(CLOSE, 0);
    this.advanceQueueIfNeeded();
  }

  /** https://streams.spec.whatwg.org/#writable-stream-default-controller-error */
  error(reason) {
    this.clearAlgorithms();
    this.stream.startErroring(reason);
  }

  /** https://streams.spec.whatwg.org/#writable-stream-default-controller-error-if-needed */
  errorIfNeeded(reason) {
    if (this.stream.state === "writable") {
      this.error(reason);
    }
  }

  /** https://streams.spec.whatwg.org/#writable-stream-default-controller-get-backpressure */
  get hasBackpressure() {
    return this.desiredSize <= 0;
  }

  /** https://streams.spec.whatwg.org/#writable-stream-default-controller-get-chunk-size */
  sizeOf(chunk) {
    if (this.size === null) {
      return 1;
    }
    try {
      return this.size(chunk);
    } catch (error) {
      this.errorIfNeeded(error);
      return 1;
    }
  }

  /** https://streams.spec.whatwg.org/#writable-stream-default-controller-get-desired-size */
  get desiredSize() {
    return this.highWaterMark - this.queue.totalSize;
  }

  /** https://streams.spec.whatwg.org/#writable-stream-default-controller-process-close */
  processClose() {
    const { stream } = this;
    stream.markCloseInFlight();
    this.queue.dequeue();
    const closed = this.closeAlgorithm();
    this.clearAlgorithms();
    uponPromise(
      closed,
      () => stream.finishClose(),
      (reason) => stream.finishCloseWithError(reason),
    );
  }

  /** https://streams.spec.whatwg.org/#writable-stream-default-controller-process-write */
  processWrite(chunk) {
    const { stream } = this;
    stream.markFirstWriteInFlight();
    uponPromise(
      this.writeAlgorithm(chunk),
      () => {
        stream.finishWrite();
        this.queue.dequeue();
        if (!stream.isCloseQueuedOrInFlight && stream.state === "writable") {
          stream.updateBackpressure(this.hasBackpressure);
        }
        this.advanceQueueIfNeeded();
      },
      (reason) => {
        if (stream.state === "writable") {
          this.clearAlgorithms();
        }
        stream.finishWriteWithError(reason);
      },
    );
  }

  /** https://streams.spec.whatwg.org/#writable-stream-default-controller-write */
  write(chunk, size) {
    try {
      this.queue.enqueue(chunk, size);
    } catch (error) {
      this.errorIfNeeded(error);
      return;
    }
    const { stream } = this;
    if (!stream.isCloseQueuedOrInFlight && stream.state === "writable") {
      stream.updateBackpressure(this.hasBackpressure);
    }
    this.advanceQueueIfNeeded();
  }
}
