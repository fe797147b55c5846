// What the two kinds of controllers of readable streams have in common: when they pull. A kind has
// error(reason), clearAlgorithms() and queuedSize.
// https://streams.spec.whatwg.org/#rs-abstract-ops-used-by-controllers

import { TypeError } from "../primordials.mjs";
import { nothing, resolvedWith, uponPromise } from "./promises.mjs";

/** What a pull algorithm of our own may give instead of a promise: it has pulled all it will. */
export const PULLED = null;

export class ReadableController {
  stream;
  isStarted = false;
  isCloseRequested = false;
  pullsAgain = false;
  isPulling = false;
  highWaterMark;
  pullAlgorithm;
  cancelAlgorithm;
  /** Gives what a pull would add at once, or null: then a pull is to follow. Of some of our own sources. */
  ahead = null;

  constructor(stream, pull, cancel, highWaterMark) {
    this.stream = stream;
    this.highWaterMark = highWaterMark;
    this.pullAlgorithm = pull;
    this.cancelAlgorithm = cancel;
    stream.controller = this;
  }

  /** The end of setting up, with what the start algorithm has given. */
  start(result) {
    uponPromise(
      resolvedWith(result),
      () => {
        this.isStarted = true;
        this.callPullIfNeeded();
      },
      (reason) => this.error(reason),
    );
  }

  /**
   * https://streams.spec.whatwg.org/#readable-stream-default-controller-call-pull-if-needed and
   * https://streams.spec.whatwg.org/#readable-byte-stream-controller-call-pull-if-needed
   */
  callPullIfNeeded() {
    if (!this.shouldCallPull) {
      return;
    }
    if (this.isPulling) {
      this.pullsAgain = true;
      return;
    }
    this.isPulling = true;
    const pulled = this.pullAlgorithm();
    if (pulled === PULLED) {
      this.endPull();
      return;
    }
    uponPromise(
      pulled,
      () => this.endPull(),
      (reason) => this.error(reason),
    );
  }

  endPull() {
    this.isPulling = false;
    if (this.pullsAgain) {
      this.pullsAgain = false;
      this.callPullIfNeeded();
    }
  }

  /**
   * https://streams.spec.whatwg.org/#readable-stream-default-controller-should-call-pull and
   * https://streams.spec.whatwg.org/#readable-byte-stream-controller-should-call-pull
   */
  get shouldCallPull() {
    return (
      this.canCloseOrEnqueue &&
      this.isStarted &&
      (this.stream.waiting > 0 || this.desiredSize > 0)
    );
  }

  /** https://streams.spec.whatwg.org/#readable-stream-default-controller-can-close-or-enqueue */
  get canCloseOrEnqueue() {
    return !this.isCloseRequested && this.stream.state === "readable";
  }

  /** For scripts, which must not close a stream twice, nor add to one that has ended. */
  requireOpen() {
    if (!this.canCloseOrEnqueue) {
      throw new TypeError("The stream is closed, is about to be closed, or has failed.");
    }
  }

  /**
   * https://streams.spec.whatwg.org/#readable-stream-default-controller-get-desired-size and
   * https://streams.spec.whatwg.org/#readable-byte-stream-controller-get-desired-size
   */
  get desiredSize() {
    switch (this.stream.state) {
      case "errored":
        return null;
      case "closed":
        return 0;
      default:
        return this.highWaterMark - this.queuedSize;
    }
  }

  /** Lets a stream that has ended forget its source, which then can be collected. */
  clearAlgorithms() {
    this.pullAlgorithm = nothing;
    this.cancelAlgorithm = nothing;
    this.ahead = null;
  }
}
