// Reads of byte streams into a buffer of the reader's, or into one that is allocated for it.
// https://streams.spec.whatwg.org/#pull-into-descriptor

import { MathMin, RangeError, TypeError, Uint8Array } from "../primordials.mjs";
import { copy, describe, lengthOf, transfer } from "./buffers.mjs";
import { Queue } from "./queues.mjs";

export class PullInto {
  buffer;
  bufferByteLength;
  byteOffset;
  byteLength;
  bytesFilled = 0;
  minimumFill;
  elementSize;
  View;
  /** "default", "byob", or "none" where the reader has gone. */
  readerType;

  /** For a view as describe() tells it. */
  constructor({ buffer, byteOffset, byteLength, elementSize, View }, minimumFill, readerType) {
    this.buffer = buffer;
    this.bufferByteLength = lengthOf(buffer);
    this.byteOffset = byteOffset;
    this.byteLength = byteLength;
    this.minimumFill = minimumFill;
    this.elementSize = elementSize;
    this.View = View;
    this.readerType = readerType;
  }

  /** The bytes that make no whole element. */
  get remainder() {
    return this.bytesFilled % this.elementSize;
  }

  get unfilledView() {
    const { buffer, byteOffset, byteLength, bytesFilled } = this;
    return new Uint8Array(buffer, byteOffset + bytesFilled, byteLength - bytesFilled);
  }

  /** https://streams.spec.whatwg.org/#readable-byte-stream-controller-convert-pull-into-descriptor */
  toView() {
    const { View, byteOffset, bytesFilled, elementSize } = this;
    return new View(transfer(this.buffer), byteOffset, bytesFilled / elementSize);
  }
}

/** https://streams.spec.whatwg.org/#readable-byte-stream-controller-pull-into */
export function pullInto(controller, view, min, request) {
  const { stream } = controller;
  const described = describe(view);
  const minimumFill = min * described.elementSize;
  try {
    described.buffer = transfer(described.buffer);
  } catch (error) {
    request.error(error);
    return;
  }
  const descriptor = new PullInto(described, minimumFill, "byob");
  if (controller.pullIntos.size > 0) {
    controller.pullIntos.push(descriptor);
    stream.reader.requests.push(request);
    return;
  }
  if (stream.state === "closed") {
    request.close(new descriptor.View(descriptor.buffer, descriptor.byteOffset, 0));
    return;
  }
  if (controller.queuedSize > 0) {
    if (fillFromQueue(controller, descriptor)) {
      const filled = descriptor.toView();
      controller.handleQueueDrain();
      request.chunk(filled);
      return;
    }
    if (controller.isCloseRequested) {
      const error = new TypeError("The stream ended in the middle of an element of the view.");
      controller.error(error);
      request.error(error);
      return;
    }
  }
  controller.pullIntos.push(descriptor);
  stream.reader.requests.push(request);
  controller.callPullIfNeeded();
}

/**
 * Whether there is enough for the descriptor now.
 * https://streams.spec.whatwg.org/#readable-byte-stream-controller-fill-pull-into-descriptor-from-queue
 */
function fillFromQueue(controller, descriptor) {
  const { bytesFilled, byteLength, byteOffset, elementSize, minimumFill } = descriptor;
  const available = MathMin(controller.queuedSize, byteLength - bytesFilled);
  const aligned = bytesFilled + available - ((bytesFilled + available) % elementSize);
  const isReady = aligned >= minimumFill;
  let remaining = isReady ? aligned - bytesFilled : available;
  const { queue } = controller;
  while (remaining > 0) {
    const head = queue.peek();
    const count = MathMin(remaining, head.byteLength);
    const start = byteOffset + descriptor.bytesFilled;
    copy(descriptor.buffer, start, head.buffer, head.byteOffset, count);
    if (head.byteLength === count) {
      queue.shift();
    } else {
      head.byteOffset += count;
      head.byteLength -= count;
    }
    controller.queuedSize -= count;
    descriptor.bytesFilled += count;
    remaining -= count;
  }
  return isReady;
}

/**
 * The descriptors that the queue has filled.
 * https://streams.spec.whatwg.org/#readable-byte-stream-controller-process-pull-into-descriptors-using-queue
 */
export function fillPullIntos(controller) {
  const filled = new Queue();
  while (controller.pullIntos.size > 0 && controller.queuedSize > 0) {
    const descriptor = controller.pullIntos.peek();
    if (fillFromQueue(controller, descriptor)) {
      controller.pullIntos.shift();
      filled.push(descriptor);
    }
  }
  return filled;
}

export const commitAll = (stream, descriptors) => {
  descriptors.forEach((descriptor) => commit(stream, descriptor));
};

/** https://streams.spec.whatwg.org/#readable-byte-stream-controller-commit-pull-into-descriptor */
function commit(stream, descriptor) {
  const view = descriptor.toView();
  const request = stream.reader.requests.shift();
  if (stream.state === "closed") {
    request.close(view);
  } else {
    request.chunk(view);
  }
}

/** https://streams.spec.whatwg.org/#readable-byte-stream-controller-respond */
export function respond(controller, bytesWritten) {
  const first = controller.pullIntos.peek();
  if (controller.stream.state === "closed") {
    requireNone(bytesWritten);
  } else {
    requireSome(bytesWritten);
    requireRoom(first, bytesWritten);
  }
  first.buffer = transfer(first.buffer);
  finishResponse(controller, bytesWritten);
}

/** https://streams.spec.whatwg.org/#readable-byte-stream-controller-respond-with-new-view */
export function respondWithNewView(controller, view) {
  const first = controller.pullIntos.peek();
  const { buffer, byteOffset, byteLength } = describe(view);
  if (controller.stream.state === "closed") {
    requireNone(byteLength);
  } else {
    requireSome(byteLength);
  }
  if (first.byteOffset + first.bytesFilled !== byteOffset) {
    throw new RangeError("The view must begin where the requested one does.");
  }
  if (first.bufferByteLength !== lengthOf(buffer)) {
    throw new RangeError("The view's buffer must be as long as the requested one.");
  }
  requireRoom(first, byteLength);
  first.buffer = transfer(buffer);
  finishResponse(controller, byteLength);
}

function requireNone(count) {
  if (count !== 0) {
    throw new TypeError("The stream is closed and takes no more bytes.");
  }
}

function requireSome(count) {
  if (count === 0) {
    throw new TypeError("An answer without bytes is for closed streams only.");
  }
}

function requireRoom({ bytesFilled, byteLength }, count) {
  if (bytesFilled + count > byteLength) {
    throw new RangeError("The answer has more bytes than were requested.");
  }
}

/** https://streams.spec.whatwg.org/#readable-byte-stream-controller-respond-internal */
function finishResponse(controller, bytesWritten) {
  const first = controller.pullIntos.peek();
  controller.invalidateByobRequest();
  if (controller.stream.state === "closed") {
    respondInClosedState(controller, first);
  } else {
    respondInReadableState(controller, bytesWritten, first);
  }
  controller.callPullIfNeeded();
}

/** https://streams.spec.whatwg.org/#readable-byte-stream-controller-respond-in-closed-state */
function respondInClosedState({ stream, pullIntos }, first) {
  if (first.readerType === "none") {
    pullIntos.shift();
  }
  if (stream.hasByobReader) {
    const filled = new Queue();
    while (filled.size < stream.waiting) {
      filled.push(pullIntos.shift());
    }
    commitAll(stream, filled);
  }
}

/** https://streams.spec.whatwg.org/#readable-byte-stream-controller-respond-in-readable-state */
function respondInReadableState(controller, bytesWritten, descriptor) {
  const { stream } = controller;
  descriptor.bytesFilled += bytesWritten;
  if (descriptor.readerType === "none") {
    controller.enqueueDetached(descriptor);
    commitAll(stream, fillPullIntos(controller));
    return;
  }
  if (descriptor.bytesFilled < descriptor.minimumFill) {
    return;
  }
  controller.pullIntos.shift();
  const { remainder } = descriptor;
  if (remainder > 0) {
    const end = descriptor.byteOffset + descriptor.bytesFilled;
    controller.enqueueClone(descriptor.buffer, end - remainder, remainder);
  }
  descriptor.bytesFilled -= remainder;
  const filled = fillPullIntos(controller);
  commit(stream, descriptor);
  commitAll(stream, filled);
}
