// https://streams.spec.whatwg.org/#rbs-controller-abstract-ops
// What becomes of reads into a script's own buffers is in pull-intos.mjs.

import { ArrayBuffer, TypeError, Uint8Array } from "../primordials.mjs";
import { clone, describe, isDetached, lengthOf, transfer } from "./buffers.mjs";
import { ByobRequest } from "./byob-request.mjs";
import { PullInto, commitAll, fillPullIntos } from "./pull-intos.mjs";
import { Queue } from "./queues.mjs";
import { Readable } from "./readable.mjs";
import { ReadableController } from "./readable-controller.mjs";

/** https://streams.spec.whatwg.org/#abstract-opdef-createreadablebytestream */
export function createReadableBytes(pull, cancel) {
  const stream = new Readable();
  new ByteController(stream, pull, cancel, 0, undefined).start(undefined);
  return stream;
}

export class ByteController extends ReadableController {
  isByte = true;
  /** Entries of buffer, byteOffset and byteLength. */
  queue = new Queue();
  queuedSize = 0;
  byobRequest = null;
  pullIntos = new Queue();
  autoAllocateChunkSize;

  /** https://streams.spec.whatwg.org/#set-up-readable-byte-stream-controller */
  constructor(stream, pull, cancel, highWaterMark, autoAllocateChunkSize) {
    super(stream, pull, cancel, highWaterMark);
    this.autoAllocateChunkSize = autoAllocateChunkSize;
  }

  /** https://streams.spec.whatwg.org/#rbs-controller-private-cancel */
  cancelSteps(reason) {
    this.clearPullIntos();
    this.resetQueue();
    const result = this.cancelAlgorithm(reason);
    this.clearAlgorithms();
    return result;
  }

  /** https://streams.spec.whatwg.org/#rbs-controller-private-pull */
  pullSteps(request) {
    if (this.queuedSize > 0) {
      this.fillReadRequest(request);
      return;
    }
    const ahead = this.takeAhead();
    if (ahead !== null) {
      request.chunk(new Uint8Array(ahead));
      return;
    }
    const size = this.autoAllocateChunkSize;
    if (size !== undefined) {
      let buffer;
      try {
        buffer = new ArrayBuffer(size);
      } catch (error) {
        request.error(error);
        return;
      }
      const allocated = {
        buffer,
        byteOffset: 0,
        byteLength: size,
        elementSize: 1,
        View: Uint8Array,
      };
      this.pullIntos.push(new PullInto(allocated, 1, "default"));
    }
    this.stream.reader.requests.push(request);
    this.callPullIfNeeded();
  }

  /**
   * The buffer that the pull of a read would add for it at once, or null. Such a read waits for
   * nobody and nobody waits with it, so that neither it nor the pull need ever be noted down.
   */
  takeAhead() {
    return this.ahead !== null && this.isStarted && !this.isPulling ? this.ahead() : null;
  }

  /** https://streams.spec.whatwg.org/#abstract-opdef-readablebytestreamcontroller-releasesteps */
  releaseSteps() {
    if (this.pullIntos.size > 0) {
      const first = this.pullIntos.peek();
      first.readerType = "none";
      this.pullIntos = new Queue();
      this.pullIntos.push(first);
    }
  }

  resetQueue() {
    this.queue = new Queue();
    this.queuedSize = 0;
  }

  /** https://streams.spec.whatwg.org/#readable-byte-stream-controller-clear-pending-pull-intos */
  clearPullIntos() {
    this.invalidateByobRequest();
    this.pullIntos = new Queue();
  }

  /** https://streams.spec.whatwg.org/#readable-byte-stream-controller-close */
  close() {
    if (!this.canCloseOrEnqueue) {
      return;
    }
    if (this.queuedSize > 0) {
      this.isCloseRequested = true;
      return;
    }
    if (this.pullIntos.size > 0 && this.pullIntos.peek().remainder !== 0) {
      const error = new TypeError("The stream was closed in the middle of an element of a view.");
      this.error(error);
      throw error;
    }
    this.clearAlgorithms();
    this.stream.close();
  }

  /** https://streams.spec.whatwg.org/#readable-byte-stream-controller-error */
  error(reason) {
    if (this.stream.state === "readable") {
      this.clearPullIntos();
      this.resetQueue();
      this.clearAlgorithms();
      this.stream.error(reason);
    }
  }

  /** https://streams.spec.whatwg.org/#readable-byte-stream-controller-enqueue */
  enqueue(chunk) {
    if (!this.canCloseOrEnqueue) {
      return;
    }
    const { buffer, byteOffset, byteLength } = describe(chunk);
    if (isDetached(buffer)) {
      throw new TypeError("The buffer of the chunk is detached.");
    }
    this.enqueueTransferred(transfer(buffer), byteOffset, byteLength);
  }

  /**
   * As enqueue(), of a whole buffer that no script has seen: nobody could tell whether it was
   * transferred. Detaching one makes the use of all buffers slower.
   */
  enqueueUnseen(buffer) {
    if (this.canCloseOrEnqueue) {
      this.enqueueTransferred(buffer, 0, lengthOf(buffer));
    }
  }

  /** What enqueue() does once the chunk's buffer is its own. */
  enqueueTransferred(transferred, byteOffset, byteLength) {
    const { stream } = this;
    if (this.pullIntos.size > 0) {
      const first = this.pullIntos.peek();
      if (isDetached(first.buffer)) {
        throw new TypeError("The buffer of the reader's view has been detached.");
      }
      this.invalidateByobRequest();
      first.buffer = transfer(first.buffer);
      if (first.readerType === "none") {
        this.enqueueDetached(first);
      }
    }
    if (stream.hasDefaultReader) {
      this.fillReadRequests();
      if (stream.waiting === 0) {
        this.enqueueBytes(transferred, byteOffset, byteLength);
      } else {
        if (this.pullIntos.size > 0) {
          this.pullIntos.shift();
        }
        stream.fulfill(new Uint8Array(transferred, byteOffset, byteLength));
      }
    } else if (stream.hasByobReader) {
      this.enqueueBytes(transferred, byteOffset, byteLength);
      commitAll(stream, fillPullIntos(this));
    } else {
      this.enqueueBytes(transferred, byteOffset, byteLength);
    }
    this.callPullIfNeeded();
  }

  /** https://streams.spec.whatwg.org/#readable-byte-stream-controller-enqueue-chunk-to-queue */
  enqueueBytes(buffer, byteOffset, byteLength) {
    this.queue.push({ buffer, byteOffset, byteLength });
    this.queuedSize += byteLength;
  }

  /** https://streams.spec.whatwg.org/#abstract-opdef-readablebytestreamcontrollerenqueueclonedchunktoqueue */
  enqueueClone(buffer, byteOffset, byteLength) {
    let cloned;
    try {
      cloned = clone(buffer, byteOffset, byteLength);
    } catch (error) {
      this.error(error);
      throw error;
    }
    this.enqueueBytes(cloned, 0, byteLength);
  }

  /** https://streams.spec.whatwg.org/#abstract-opdef-readablebytestreamcontrollerenqueuedetachedpullintotoqueue */
  enqueueDetached(pullInto) {
    if (pullInto.bytesFilled > 0) {
      this.enqueueClone(pullInto.buffer, pullInto.byteOffset, pullInto.bytesFilled);
    }
    this.pullIntos.shift();
  }

  /** https://streams.spec.whatwg.org/#abstract-opdef-readablebytestreamcontrollerfillreadrequestfromqueue */
  fillReadRequest(request) {
    const { buffer, byteOffset, byteLength } = this.queue.shift();
    this.queuedSize -= byteLength;
    this.handleQueueDrain();
    request.chunk(new Uint8Array(buffer, byteOffset, byteLength));
  }

  /** https://streams.spec.whatwg.org/#abstract-opdef-readablebytestreamcontrollerprocessreadrequestsusingqueue */
  fillReadRequests() {
    const { reader } = this.stream;
    while (reader.requests.size > 0 && this.queuedSize > 0) {
      this.fillReadRequest(reader.requests.shift());
    }
  }

  /** https://streams.spec.whatwg.org/#readable-byte-stream-controller-handle-queue-drain */
  handleQueueDrain() {
    if (this.queuedSize === 0 && this.isCloseRequested) {
      this.clearAlgorithms();
      this.stream.close();
    } else {
      this.callPullIfNeeded();
    }
  }

  /** https://streams.spec.whatwg.org/#abstract-opdef-readablebytestreamcontrollergetbyobrequest */
  getByobRequest() {
    if (this.byobRequest === null && this.pullIntos.size > 0) {
      this.byobRequest = new ByobRequest(this, this.pullIntos.peek().unfilledView);
    }
    return this.byobRequest;
  }

  /** https://streams.spec.whatwg.org/#readable-byte-stream-controller-invalidate-byob-request */
  invalidateByobRequest() {
    if (this.byobRequest !== null) {
      this.byobRequest.invalidate();
      this.byobRequest = null;
    }
  }
}
