// https://streams.spec.whatwg.org/#rs-default-controller-abstract-ops

import { nothing, sizeOfOne } from "./promises.mjs";
import { SizedQueue } from "./queues.mjs";
import { Readable } from "./readable.mjs";
import { ReadableController } from "./readable-controller.mjs";

/**
 * The start algorithm's result may be a promise, until which nothing is pulled.
 * https://streams.spec.whatwg.org/#create-readable-stream
 */
export function createReadable(
  pull,
  cancel,
  highWaterMark = 1,
  size = sizeOfOne,
  startResult = undefined,
) {
  const stream = new Readable();
  new DefaultController(stream, pull, cancel, highWaterMark, size).start(startResult);
  return stream;
}

export class DefaultController extends ReadableController {
  isByte = false;
  queue = new SizedQueue();
  size;

  /** https://streams.spec.whatwg.org/#set-up-readable-stream-default-controller */
  constructor(stream, pull, cancel, highWaterMark, size) {
    super(stream, pull, cancel, highWaterMark);
    this.size = size;
  }

  /** https://streams.spec.whatwg.org/#rs-default-controller-private-cancel */
  cancelSteps(reason) {
    this.queue.reset();
    const result = this.cancelAlgorithm(reason);
    this.clearAlgorithms();
    return result;
  }

  /** https://streams.spec.whatwg.org/#rs-default-controller-private-pull */
  pullSteps(request) {
    if (this.queue.isEmpty) {
      this.stream.reader.requests.push(request);
      this.callPullIfNeeded();
      return;
    }
    const chunk = this.queue.dequeue();
    if (this.isCloseRequested && this.queue.isEmpty) {
      this.clearAlgorithms();
      this.stream.close();
    } else {
      this.callPullIfNeeded();
    }
    request.chunk(chunk);
  }

  /** https://streams.spec.whatwg.org/#abstract-opdef-readablestreamdefaultcontroller-releasesteps */
  releaseSteps() {}

  /** https://streams.spec.whatwg.org/#rs-default-controller-has-backpressure */
  get hasBackpressure() {
    return !this.shouldCallPull;
  }

  get queuedSize() {
    return this.queue.totalSize;
  }

  /** https://streams.spec.whatwg.org/#readable-stream-default-controller-clear-algorithms */
  clearAlgorithms() {
    super.clearAlgorithms();
    this.size = nothing;
  }

  /** https://streams.spec.whatwg.org/#readable-stream-default-controller-close */
  close() {
    if (!this.canCloseOrEnqueue) {
      return;
    }
    this.isCloseRequested = true;
    if (this.queue.isEmpty) {
      this.clearAlgorithms();
      this.stream.close();
    }
  }

  /** https://streams.spec.whatwg.org/#readable-stream-default-controller-enqueue */
  enqueue(chunk) {
    if (!this.canCloseOrEnqueue) {
      return;
    }
    if (this.stream.waiting > 0) {
      this.stream.fulfill(chunk);
    } else {
      try {
        this.queue.enqueue(chunk, this.size(chunk));
      } catch (error) {
        this.error(error);
        throw error;
      }
    }
    this.callPullIfNeeded();
  }

  /** https://streams.spec.whatwg.org/#readable-stream-default-controller-error */
  error(reason) {
    if (this.stream.state === "readable") {
      this.queue.reset();
      this.clearAlgorithms();
      this.stream.error(reason);
    }
  }
}
