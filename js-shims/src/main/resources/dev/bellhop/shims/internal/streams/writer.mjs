// https://streams.spec.whatwg.org/#ws-writer-abstract-ops

import { PromiseReject, PromiseResolve, TypeError } from "../primordials.mjs";
import { LazyPromise } from "./promises.mjs";

export class Writer {
  stream;
  ready;
  closed;

  /** https://streams.spec.whatwg.org/#set-up-writable-stream-default-writer */
  constructor(stream) {
    this.stream = stream;
    stream.writer = this;
    const { storedError } = stream;
    switch (stream.state) {
      case "writable":
        this.ready =
          !stream.isCloseQueuedOrInFlight && stream.hasBackpressure
            ? new LazyPromise()
            : LazyPromise.resolved();
        this.closed = new LazyPromise();
        break;
      case "erroring":
        this.ready = LazyPromise.rejected(storedError);
        this.closed = new LazyPromise();
        break;
      case "closed":
        this.ready = LazyPromise.resolved();
        this.closed = LazyPromise.resolved();
        break;
      default:
        this.ready = LazyPromise.rejected(storedError);
        this.closed = LazyPromise.rejected(storedError);
    }
  }

  /** https://streams.spec.whatwg.org/#writable-stream-default-writer-close-with-error-propagation */
  closeWithErrorPropagation() {
    const { stream } = this;
    if (stream.isCloseQueuedOrInFlight || stream.state === "closed") {
      return PromiseResolve(undefined);
    }
    return stream.state === "errored" ? PromiseReject(stream.storedError) : stream.close();
  }

  /** https://streams.spec.whatwg.org/#writable-stream-default-writer-ensure-ready-promise-rejected */
  ensureReadyRejected(reason) {
    if (this.ready.isPending) {
      this.ready.reject(reason);
    } else {
      this.ready = LazyPromise.rejected(reason);
    }
  }

  /** https://streams.spec.whatwg.org/#writable-stream-default-writer-ensure-closed-promise-rejected */
  ensureClosedRejected(reason) {
    if (this.closed.isPending) {
      this.closed.reject(reason);
    } else {
      this.closed = LazyPromise.rejected(reason);
    }
  }

  updateReady(hasBackpressure) {
    if (hasBackpressure) {
      this.ready = new LazyPromise();
    } else {
      this.ready.resolve();
    }
  }

  /** https://streams.spec.whatwg.org/#writable-stream-default-writer-get-desired-size */
  get desiredSize() {
    switch (this.stream.state) {
      case "errored":
      case "erroring":
        return null;
      case "closed":
        return 0;
      default:
        return this.stream.controller.desiredSize;
    }
  }

  /** https://streams.spec.whatwg.org/#writable-stream-default-writer-release */
  release() {
    const reason = new TypeError("The writer has released its stream.");
    this.ensureReadyRejected(reason);
    this.ensureClosedRejected(reason);
    this.stream.writer = null;
    this.stream = null;
  }

  /**
   * Writes, and then calls resolve() or reject(reason) of the request, at once where it cannot write.
   * https://streams.spec.whatwg.org/#writable-stream-default-writer-write
   */
  write(chunk, request) {
    const { stream } = this;
    if (stream === null) {
      request.reject(writerIsReleased());
      return;
    }
    const { controller } = stream;
    const size = controller.sizeOf(chunk);
    // That has run a script.
    if (stream !== this.stream) {
      request.reject(writerIsReleased());
    } else if (stream.state === "errored") {
      request.reject(stream.storedError);
    } else if (stream.isCloseQueuedOrInFlight || stream.state === "closed") {
      request.reject(new TypeError("The stream is closed, or about to be closed."));
    } else if (stream.state === "erroring") {
      request.reject(stream.storedError);
    } else {
      stream.writeRequests.push(request);
      controller.write(chunk, size);
    }
  }
}

export const writerIsReleased = () => new TypeError("The writer has no stream any more.");
