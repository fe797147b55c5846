// The state of a readable stream, which its object and every reader of it share.
// https://streams.spec.whatwg.org/#rs-abstract-ops

import { PromisePrototypeThen, PromiseReject, PromiseResolve, TypeError } from "../primordials.mjs";
import { nothing } from "./promises.mjs";
import { ByobReader, DefaultReader } from "./readers.mjs";

export class Readable {
  state = "readable";
  reader = null;
  storedError = undefined;
  isDisturbed = false;
  controller = null;
  /** The ReadableStream that a script knows, once there is one. */
  object = null;

  get isLocked() {
    return this.reader !== null;
  }

  get hasDefaultReader() {
    return this.reader !== null && !this.reader.isByob;
  }

  get hasByobReader() {
    return this.reader !== null && this.reader.isByob;
  }

  /** https://streams.spec.whatwg.org/#set-up-readable-stream-default-reader */
  acquireDefaultReader() {
    this.requireUnlocked();
    return new DefaultReader(this);
  }

  /** https://streams.spec.whatwg.org/#set-up-readable-stream-byob-reader */
  acquireByobReader() {
    this.requireUnlocked();
    if (!this.controller.isByte) {
      throw new TypeError("Only a stream of type \"bytes\" has a reader of mode \"byob\".");
    }
    return new ByobReader(this);
  }

  requireUnlocked() {
    if (this.isLocked) {
      throw new TypeError("The stream is locked to a reader.");
    }
  }

  /** https://streams.spec.whatwg.org/#readable-stream-cancel */
  cancel(reason) {
    this.isDisturbed = true;
    if (this.state === "closed") {
      return PromiseResolve(undefined);
    }
    if (this.state === "errored") {
      return PromiseReject(this.storedError);
    }
    this.close();
    if (this.hasByobReader) {
      this.reader.takeRequests().forEach((request) => request.close(undefined));
    }
    return PromisePrototypeThen(this.controller.cancelSteps(reason), nothing);
  }

  /** https://streams.spec.whatwg.org/#readable-stream-close */
  close() {
    this.state = "closed";
    const { reader } = this;
    if (reader === null) {
      return;
    }
    reader.closed.resolve();
    if (!reader.isByob) {
      reader.takeRequests().forEach((request) => request.close());
    }
  }

  /** https://streams.spec.whatwg.org/#readable-stream-error */
  error(reason) {
    this.state = "errored";
    this.storedError = reason;
    if (this.reader !== null) {
      this.reader.closed.reject(reason);
      this.reader.errorRequests(reason);
    }
  }

  /** The read requests, or read-into requests, that wait. */
  get waiting() {
    return this.reader === null ? 0 : this.reader.requests.size;
  }

  /**
   * https://streams.spec.whatwg.org/#readable-stream-fulfill-read-request and
   * https://streams.spec.whatwg.org/#readable-stream-fulfill-read-into-request
   */
  fulfill(chunk) {
    this.reader.requests.shift().chunk(chunk);
  }
}
