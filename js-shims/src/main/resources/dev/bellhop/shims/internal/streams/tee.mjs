// https://streams.spec.whatwg.org/#abstract-opdef-readablestreamdefaulttee

import { PromiseWithResolvers, enqueueMicrotask } from "../primordials.mjs";
import { createReadable } from "./default-controller.mjs";
import { RESOLVED, nothing, uponPromise } from "./promises.mjs";

/** What the two branches of a stream agree on: it is cancelled when both of them are. */
export class Cancellation {
  #stream;
  #reasons = [undefined, undefined];
  #isCanceled = [false, false];
  #finished = PromiseWithResolvers();

  constructor(stream) {
    this.#stream = stream;
  }

  isCanceled(branch) {
    return this.#isCanceled[branch];
  }

  cancel(branch, reason) {
    this.#isCanceled[branch] = true;
    this.#reasons[branch] = reason;
    if (this.#isCanceled[1 - branch]) {
      this.cancelStream([this.#reasons[0], this.#reasons[1]]);
    }
    return this.#finished.promise;
  }

  cancelStream(reason) {
    this.#finished.resolve(this.#stream.cancel(reason));
  }

  /** The stream has come to its end, and nothing is left to cancel. */
  finish() {
    if (!this.#isCanceled[0] || !this.#isCanceled[1]) {
      this.#finished.resolve(undefined);
    }
  }
}

/** Both branches of a stream that is not one of bytes; `copy` makes the second one's chunks. */
export function teeDefault(stream, copy) {
  const reader = stream.acquireDefaultReader();
  const cancellation = new Cancellation(stream);
  const branches = [];
  const forEachBranch = (steps) => {
    for (let branch = 0; branch < 2; branch++) {
      if (!cancellation.isCanceled(branch)) {
        steps(branches[branch].controller, branch);
      }
    }
  };
  const errorBranches = (reason) => {
    branches[0].controller.error(reason);
    branches[1].controller.error(reason);
  };
  let isReading = false;
  let readsAgain = false;

  const deliver = (chunk) => {
    readsAgain = false;
    const chunks = [chunk, undefined];
    if (!cancellation.isCanceled(1)) {
      try {
        chunks[1] = copy(chunk);
      } catch (error) {
        errorBranches(error);
        cancellation.cancelStream(error);
        return;
      }
    }
    forEachBranch((controller, branch) => controller.enqueue(chunks[branch]));
    isReading = false;
    if (readsAgain) {
      pull();
    }
  };
  const request = {
    // An error of the stream takes a microtask to be seen, and must not come after this chunk.
    chunk: (chunk) => enqueueMicrotask(() => deliver(chunk)),
    close: () => {
      isReading = false;
      forEachBranch((controller) => controller.close());
      cancellation.finish();
    },
    error: () => {
      isReading = false;
    },
  };
  const pull = () => {
    if (isReading) {
      readsAgain = true;
    } else {
      isReading = true;
      reader.read(request);
    }
    return RESOLVED;
  };

  branches[0] = createReadable(pull, (reason) => cancellation.cancel(0, reason));
  branches[1] = createReadable(pull, (reason) => cancellation.cancel(1, reason));
  uponPromise(reader.closed.promise, nothing, (reason) => {
    errorBranches(reason);
    cancellation.finish();
  });
  return branches;
}
