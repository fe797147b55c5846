// https://streams.spec.whatwg.org/#readable-stream-pipe-to

import {
  ArrayPrototypePush,
  PromisePrototypeThen,
  PromiseWithResolvers,
  TypeError,
  enqueueMicrotask,
} from "../primordials.mjs";
import { abortReason, addAbortAlgorithm, isAborted, removeAbortAlgorithm } from "../../abort-signal.mjs";
import { RESOLVED, nothing, uponPromise } from "./promises.mjs";

/** The promise of a pipe's end. `options` has preventClose, preventAbort, preventCancel, signal. */
export function pipe(source, destination, options) {
  const running = new Pipe(source, destination, options);
  running.start();
  return running.promise;
}

/** The options of a pipe that nobody has given any. */
export const PLAIN_PIPE = {
  preventClose: false,
  preventAbort: false,
  preventCancel: false,
  signal: undefined,
};

class Pipe {
  #source;
  #destination;
  #options;
  #reader;
  #writer;
  #finished = PromiseWithResolvers();
  #isShuttingDown = false;
  /** How many of the chunks that were read have neither been written nor refused. */
  #unwritten = 0;
  /** What comes when there are none; null while nothing waits for that. */
  #afterLast = null;
  #onWritten = () => this.#countWritten();
  #abort = () => this.#abortBoth();

  constructor(source, destination, options) {
    this.#source = source;
    this.#destination = destination;
    this.#options = options;
    this.#reader = source.acquireDefaultReader();
    this.#writer = destination.acquireWriter();
    source.isDisturbed = true;
  }

  get promise() {
    return this.#finished.promise;
  }

  start() {
    const { signal } = this.#options;
    if (signal !== undefined) {
      if (isAborted(signal)) {
        this.#abort();
        return;
      }
      addAbortAlgorithm(signal, this.#abort);
    }
    this.#propagateStates();
    this.#move();
  }

  /** Errors and closing, as they are now and as they come, in the specification's order. */
  #propagateStates() {
    const source = this.#source;
    const destination = this.#destination;
    if (source.state === "errored") {
      this.#sourceErrored();
    } else {
      uponPromise(this.#reader.closed.promise, nothing, () => this.#sourceErrored());
    }
    if (destination.state === "errored") {
      this.#destinationErrored();
    } else {
      uponPromise(this.#writer.closed.promise, nothing, () => this.#destinationErrored());
    }
    if (source.state === "closed") {
      this.#sourceClosed();
    } else {
      uponPromise(this.#reader.closed.promise, () => this.#sourceClosed(), nothing);
    }
    if (destination.isCloseQueuedOrInFlight || destination.state === "closed") {
      this.#destinationClosed();
    }
  }

  #sourceErrored() {
    const { storedError } = this.#source;
    this.#shutDown(
      this.#options.preventAbort ? null : () => this.#destination.abort(storedError),
      { reason: storedError },
    );
  }

  #destinationErrored() {
    this.#cancelSource(this.#destination.storedError);
  }

  #destinationClosed() {
    this.#cancelSource(new TypeError("The stream that was piped to is closed."));
  }

  #cancelSource(reason) {
    this.#shutDown(this.#options.preventCancel ? null : () => this.#source.cancel(reason), {
      reason,
    });
  }

  #sourceClosed() {
    this.#shutDown(
      this.#options.preventClose ? null : () => this.#writer.closeWithErrorPropagation(),
      null,
    );
  }

  #abortBoth() {
    const { preventAbort, preventCancel, signal } = this.#options;
    const reason = abortReason(signal);
    const actions = [];
    if (!preventAbort) {
      ArrayPrototypePush(actions, () =>
        this.#destination.state === "writable" ? this.#destination.abort(reason) : RESOLVED,
      );
    }
    if (!preventCancel) {
      ArrayPrototypePush(actions, () =>
        this.#source.state === "readable" ? this.#source.cancel(reason) : RESOLVED,
      );
    }
    this.#shutDown(() => waitForAll(actions), { reason });
  }

  /** Reads as long as the destination wants chunks. */
  #move() {
    if (this.#isShuttingDown) {
      return;
    }
    const { desiredSize } = this.#writer;
    if (desiredSize === null) {
      return;
    }
    if (desiredSize <= 0) {
      uponPromise(this.#writer.ready.promise, () => this.#move(), nothing);
      return;
    }
    this.#reader.read({
      chunk: (chunk) => this.#write(chunk),
      close: nothing,
      error: nothing,
    });
  }

  /** A microtask later, so that whoever enqueues a chunk never runs the sink. */
  #write(chunk) {
    this.#unwritten++;
    enqueueMicrotask(() => {
      this.#writer.write(chunk, { resolve: this.#onWritten, reject: this.#onWritten });
      this.#move();
    });
  }

  #countWritten() {
    this.#unwritten--;
    if (this.#unwritten === 0 && this.#afterLast !== null) {
      const steps = this.#afterLast;
      this.#afterLast = null;
      this.#afterWrites(steps);
    }
  }

  /**
   * https://streams.spec.whatwg.org/#rs-pipeTo-shutdown-with-action; without an action, and without a
   * failure, where they are null.
   */
  #shutDown(action, failure) {
    if (this.#isShuttingDown) {
      return;
    }
    this.#isShuttingDown = true;
    const act = () => {
      if (action === null) {
        this.#finish(failure);
      } else {
        uponPromise(
          action(),
          () => this.#finish(failure),
          (reason) => this.#finish({ reason }),
        );
      }
    };
    const destination = this.#destination;
    if (destination.state === "writable" && !destination.isCloseQueuedOrInFlight) {
      this.#afterWrites(act);
    } else {
      act();
    }
  }

  /** Meanwhile a read that was begun before may give one more chunk to write. */
  #afterWrites(steps) {
    enqueueMicrotask(() => {
      if (this.#unwritten === 0) {
        steps();
      } else {
        this.#afterLast = steps;
      }
    });
  }

  /** https://streams.spec.whatwg.org/#rs-pipeTo-finalize */
  #finish(failure) {
    const { signal } = this.#options;
    this.#writer.release();
    this.#reader.release();
    if (signal !== undefined) {
      removeAbortAlgorithm(signal, this.#abort);
    }
    if (failure === null) {
      this.#finished.resolve(undefined);
    } else {
      this.#finished.reject(failure.reason);
    }
  }
}

/** https://webidl.spec.whatwg.org/#waiting-for-all-promise */
function waitForAll(actions) {
  const { promise, resolve, reject } = PromiseWithResolvers();
  let left = actions.length;
  if (left === 0) {
    resolve(undefined);
  }
  for (let i = 0; i < actions.length; i++) {
    PromisePrototypeThen(
      actions[i](),
      () => {
        left--;
        if (left === 0) {
          resolve(undefined);
        }
      },
      reject,
    );
  }
  return promise;
}
