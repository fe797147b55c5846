// The state of a writable stream, which its object, its writers and its controller share.
// https://streams.spec.whatwg.org/#ws-abstract-ops

import {
  PromiseReject,
  PromiseResolve,
  PromiseWithResolvers,
  TypeError,
} from "../primordials.mjs";
import { uponPromise } from "./promises.mjs";
import { Queue } from "./queues.mjs";
import { Writer } from "./writer.mjs";

export class Writable {
  state = "writable";
  storedError = undefined;
  writer = null;
  controller = null;
  hasBackpressure = false;
  /** Of each write that waits, resolve() and reject(reason). */
  writeRequests = new Queue();
  inFlightWriteRequest = null;
  closeRequest = null;
  inFlightCloseRequest = null;
  pendingAbortRequest = null;
  /** The WritableStream that a script knows, once there is one. */
  object = null;

  get isLocked() {
    return this.writer !== null;
  }

  /** https://streams.spec.whatwg.org/#writable-stream-close-queued-or-in-flight */
  get isCloseQueuedOrInFlight() {
    return this.closeRequest !== null || this.inFlightCloseRequest !== null;
  }

  /** https://streams.spec.whatwg.org/#writable-stream-has-operation-marked-in-flight */
  get hasOperationInFlight() {
    return this.inFlightWriteRequest !== null || this.inFlightCloseRequest !== null;
  }

  /** https://streams.spec.whatwg.org/#acquire-writable-stream-default-writer */
  acquireWriter() {
    if (this.isLocked) {
      throw new TypeError("The stream is locked to a writer.");
    }
    return new Writer(this);
  }

  /** https://streams.spec.whatwg.org/#writable-stream-abort */
  abort(reason) {
    if (this.hasEnded) {
      return PromiseResolve(undefined);
    }
    this.controller.signalAbort(reason);
    // That has run scripts.
    if (this.hasEnded) {
      return PromiseResolve(undefined);
    }
    if (this.pendingAbortRequest !== null) {
      return this.pendingAbortRequest.promise;
    }
    const wasAlreadyErroring = this.state === "erroring";
    const { promise, resolve, reject } = PromiseWithResolvers();
    this.pendingAbortRequest = {
      promise,
      resolve,
      reject,
      reason: wasAlreadyErroring ? undefined : reason,
      wasAlreadyErroring,
    };
    if (!wasAlreadyErroring) {
      this.startErroring(reason);
    }
    return promise;
  }

  get hasEnded() {
    return this.state === "closed" || this.state === "errored";
  }

  /** https://streams.spec.whatwg.org/#writable-stream-close */
  close() {
    if (this.hasEnded) {
      return PromiseReject(new TypeError(`The stream is ${this.state} and cannot be closed.`));
    }
    this.closeRequest = PromiseWithResolvers();
    const { promise } = this.closeRequest;
    if (this.writer !== null && this.hasBackpressure && this.state === "writable") {
      this.writer.ready.resolve();
    }
    this.controller.close();
    return promise;
  }

  /** https://streams.spec.whatwg.org/#writable-stream-deal-with-rejection */
  dealWithRejection(reason) {
    if (this.state === "writable") {
      this.startErroring(reason);
    } else {
      this.finishErroring();
    }
  }

  /** https://streams.spec.whatwg.org/#writable-stream-start-erroring */
  startErroring(reason) {
    this.state = "erroring";
    this.storedError = reason;
    this.writer?.ensureReadyRejected(reason);
    if (!this.hasOperationInFlight && this.controller.isStarted) {
      this.finishErroring();
    }
  }

  /** https://streams.spec.whatwg.org/#writable-stream-finish-erroring */
  finishErroring() {
    this.state = "errored";
    this.controller.errorSteps();
    const { storedError, writeRequests } = this;
    this.writeRequests = new Queue();
    writeRequests.forEach((request) => request.reject(storedError));
    const abort = this.pendingAbortRequest;
    this.pendingAbortRequest = null;
    if (abort === null) {
      this.rejectCloseAndClosed();
      return;
    }
    if (abort.wasAlreadyErroring) {
      abort.reject(storedError);
      this.rejectCloseAndClosed();
      return;
    }
    uponPromise(
      this.controller.abortSteps(abort.reason),
      () => {
        abort.resolve(undefined);
        this.rejectCloseAndClosed();
      },
      (reason) => {
        abort.reject(reason);
        this.rejectCloseAndClosed();
      },
    );
  }

  /** https://streams.spec.whatwg.org/#writable-stream-reject-close-and-closed-promise-if-needed */
  rejectCloseAndClosed() {
    if (this.closeRequest !== null) {
      this.closeRequest.reject(this.storedError);
      this.closeRequest = null;
    }
    this.writer?.closed.reject(this.storedError);
  }

  /** https://streams.spec.whatwg.org/#writable-stream-mark-first-write-request-in-flight */
  markFirstWriteInFlight() {
    this.inFlightWriteRequest = this.writeRequests.shift();
  }

  /** https://streams.spec.whatwg.org/#writable-stream-finish-in-flight-write */
  finishWrite() {
    this.inFlightWriteRequest.resolve(undefined);
    this.inFlightWriteRequest = null;
  }

  /** https://streams.spec.whatwg.org/#writable-stream-finish-in-flight-write-with-error */
  finishWriteWithError(reason) {
    this.inFlightWriteRequest.reject(reason);
    this.inFlightWriteRequest = null;
    this.dealWithRejection(reason);
  }

  /** https://streams.spec.whatwg.org/#writable-stream-mark-close-request-in-flight */
  markCloseInFlight() {
    this.inFlightCloseRequest = this.closeRequest;
    this.closeRequest = null;
  }

  /** https://streams.spec.whatwg.org/#writable-stream-finish-in-flight-close */
  finishClose() {
    this.inFlightCloseRequest.resolve(undefined);
    this.inFlightCloseRequest = null;
    if (this.state === "erroring") {
      this.storedError = undefined;
      this.pendingAbortRequest?.resolve(undefined);
      this.pendingAbortRequest = null;
    }
    this.state = "closed";
    this.writer?.closed.resolve();
  }

  /** https://streams.spec.whatwg.org/#writable-stream-finish-in-flight-close-with-error */
  finishCloseWithError(reason) {
    this.inFlightCloseRequest.reject(reason);
    this.inFlightCloseRequest = null;
    this.pendingAbortRequest?.reject(reason);
    this.pendingAbortRequest = null;
    this.dealWithRejection(reason);
  }

  /** https://streams.spec.whatwg.org/#writable-stream-update-backpressure */
  updateBackpressure(hasBackpressure) {
    if (this.writer !== null && hasBackpressure !== this.hasBackpressure) {
      this.writer.updateReady(hasBackpressure);
    }
    this.hasBackpressure = hasBackpressure;
  }
}
