// https://streams.spec.whatwg.org/#abstract-opdef-readablebytestreamtee

import { enqueueMicrotask } from "../primordials.mjs";
import { cloneAsUint8Array } from "./buffers.mjs";
import { createReadableBytes } from "./byte-controller.mjs";
import { RESOLVED, nothing, uponPromise } from "./promises.mjs";
import { respond, respondWithNewView } from "./pull-intos.mjs";
import { Cancellation } from "./tee.mjs";

/** Both branches of a stream of bytes. */
export function teeBytes(stream) {
  return new ByteTee(stream).branches;
}

class ByteTee {
  branches = [];
  #stream;
  #cancellation;
  #reader;
  #isReading = false;
  #readsAgain = [false, false];

  constructor(stream) {
    this.#stream = stream;
    this.#cancellation = new Cancellation(stream);
    this.#reader = stream.acquireDefaultReader();
    for (let branch = 0; branch < 2; branch++) {
      this.branches[branch] = createReadableBytes(
        () => this.#pull(branch),
        (reason) => this.#cancellation.cancel(branch, reason),
      );
    }
    this.#forwardReaderError();
  }

  /** The controller of a branch that still wants bytes, or null. */
  #wanting(branch) {
    return this.#cancellation.isCanceled(branch) ? null : this.branches[branch].controller;
  }

  #forwardReaderError() {
    const reader = this.#reader;
    uponPromise(reader.closed.promise, nothing, (reason) => {
      if (reader === this.#reader) {
        this.#errorBranches(reason);
        this.#cancellation.finish();
      }
    });
  }

  #errorBranches(reason) {
    this.branches[0].controller.error(reason);
    this.branches[1].controller.error(reason);
  }

  #pull(branch) {
    if (this.#isReading) {
      this.#readsAgain[branch] = true;
      return RESOLVED;
    }
    this.#isReading = true;
    const byobRequest = this.branches[branch].controller.getByobRequest();
    if (byobRequest === null) {
      this.#pullWithDefaultReader();
    } else {
      this.#pullWithByobReader(byobRequest.view, branch);
    }
    return RESOLVED;
  }

  #pullWithDefaultReader() {
    if (this.#reader.isByob) {
      this.#reader.release();
      this.#reader = this.#stream.acquireDefaultReader();
      this.#forwardReaderError();
    }
    this.#reader.read({
      chunk: (chunk) => this.#deliver(() => this.#enqueue(chunk)),
      close: () => {
        this.#isReading = false;
        this.#wanting(0)?.close();
        this.#wanting(1)?.close();
        this.#respondWithNothing(0);
        this.#respondWithNothing(1);
        this.#cancellation.finish();
      },
      error: () => {
        this.#isReading = false;
      },
    });
  }

  #enqueue(chunk) {
    const first = this.#wanting(0);
    const second = this.#wanting(1);
    const other = first !== null && second !== null ? cloneAsUint8Array(chunk) : chunk;
    first?.enqueue(chunk);
    second?.enqueue(other);
  }

  #pullWithByobReader(view, branch) {
    if (!this.#reader.isByob) {
      this.#reader.release();
      this.#reader = this.#stream.acquireByobReader();
      this.#forwardReaderError();
    }
    const other = 1 - branch;
    this.#reader.read(view, 1, {
      chunk: (chunk) => this.#deliver(() => this.#respond(chunk, branch)),
      close: (chunk) => {
        this.#isReading = false;
        const byob = this.#wanting(branch);
        byob?.close();
        this.#wanting(other)?.close();
        if (chunk !== undefined) {
          if (byob !== null) {
            respondWithNewView(byob, chunk);
          }
          if (this.#wanting(other) !== null) {
            this.#respondWithNothing(other);
          }
        }
        this.#cancellation.finish();
      },
      error: () => {
        this.#isReading = false;
      },
    });
  }

  #respond(chunk, branch) {
    const byob = this.#wanting(branch);
    const other = this.#wanting(1 - branch);
    const cloned = other === null ? null : cloneAsUint8Array(chunk);
    if (byob !== null) {
      respondWithNewView(byob, chunk);
    }
    other?.enqueue(cloned);
  }

  /**
   * Lets steps have a chunk, a microtask later: an error of the stream takes one to be seen, and must
   * not come after the chunk. Steps that throw have had no memory for a copy.
   */
  #deliver(steps) {
    enqueueMicrotask(() => {
      this.#readsAgain = [false, false];
      try {
        steps();
      } catch (error) {
        this.#errorBranches(error);
        this.#cancellation.cancelStream(error);
        return;
      }
      this.#isReading = false;
      if (this.#readsAgain[0]) {
        this.#pull(0);
      } else if (this.#readsAgain[1]) {
        this.#pull(1);
      }
    });
  }

  #respondWithNothing(branch) {
    const { controller } = this.branches[branch];
    if (controller.pullIntos.size > 0) {
      respond(controller, 0);
    }
  }
}
