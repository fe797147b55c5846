// https://fetch.spec.whatwg.org/#concept-body

import { PromiseWithResolvers, TypeError, enqueueMicrotask } from "./primordials.mjs";
import { answering, called, guarded, load, ops } from "./host.mjs";
import { byteLengthOf, copyOf, isUint8Array } from "./bytes.mjs";

// The streams are loaded when the first body needs one.
const streams = () => load("internal/body-streams.mjs");

/**
 * A body: a host handle that nobody has opened, and a stream only where a script has asked for it or
 * brought it. Whoever reads the body takes the handle from here.
 */
export class InnerBody {
  #handle = null;
  #stream = null;
  #control = null;
  #madeByScript = false;
  #used = false;
  #failure = null;
  #pulling = null;

  #hasSource = null;

  static ofHandle(handle, hasSource = null) {
    const body = new InnerBody();
    body.#handle = handle;
    body.#hasSource = hasSource;
    return body;
  }

  static ofStream(stream) {
    const body = new InnerBody();
    body.#stream = stream;
    body.#madeByScript = true;
    body.#hasSource = false;
    return body;
  }

  /** Whether the body can be sent again: the specification's non-null source. */
  get hasSource() {
    this.#hasSource ??= ops.body.isReplayable(this.#handle);
    return this.#hasSource;
  }

  /** What the body has failed with, as `{ reason }`, or null. */
  get failure() {
    return this.#failure;
  }

  get isDisturbed() {
    return this.#used || (this.#stream !== null && streams().isDisturbed(this.#stream));
  }

  get isUnusable() {
    return this.isDisturbed || (this.#stream !== null && streams().isLocked(this.#stream));
  }

  /** The body's ReadableStream, made now if there is none. */
  get stream() {
    if (this.#stream === null) {
      const { stream, control } = streams().create(
        this.#used ? null : (succeed, fail) => this.#source(succeed, fail),
      );
      this.#stream = stream;
      this.#control = control;
    }
    return this.#stream;
  }

  /** The handle, for its only reader. The body must not be unusable, and is disturbed afterwards. */
  take() {
    const handle = this.#madeByScript ? this.#pulled() : this.#handle;
    if (this.#stream !== null && !this.#madeByScript) {
      this.#handle = null;
      streams().closeAndLock(this.#stream);
    }
    this.#used = true;
    return handle;
  }

  /**
   * Reads all of it by a host operation `read(handle)` that gives it at once where it is in memory,
   * and null elsewhere.
   */
  consumeAtOnce(read) {
    if (this.#stream !== null) {
      return null;
    }
    const found = read(this.#handle);
    if (found !== null) {
      this.take();
    }
    return found;
  }

  /**
   * Reads all of it by a host operation `read(handle, done)`: a promise of `{ value }`, an object
   * that inherits nothing.
   */
  consume(read) {
    const handle = this.take();
    const { promise, resolve, reject } = PromiseWithResolvers();
    called(
      (done) => read(handle, done),
      (value) => resolve({ __proto__: null, value }),
      (error) => reject(this.#reasonOr(error)),
    );
    return promise;
  }

  #reasonOr(error) {
    return this.#failure === null ? error : this.#failure.reason;
  }

  /** https://fetch.spec.whatwg.org/#concept-body-clone */
  clone() {
    if (this.#madeByScript) {
      const { first, second } = streams().tee(this.#stream);
      this.#stream = first;
      return InnerBody.ofStream(second);
    }
    const hasSource = this.hasSource;
    const pair = ops.body.tee(this.take());
    this.#handle = pair[0];
    this.#stream = null;
    this.#control = null;
    this.#used = false;
    return InnerBody.ofHandle(pair[1], hasSource);
  }

  /** The same body for another owner; this one is disturbed afterwards. */
  proxy() {
    const hasSource = this.hasSource;
    const body = InnerBody.ofHandle(this.take(), hasSource);
    body.#failure = this.#failure;
    return body;
  }

  /** Lets pending and later reads fail with this reason. */
  fail(reason) {
    if (this.#handle !== null && ops.body.isEmpty(this.#handle)) {
      // It has come to its end, and only what has not can fail.
      return;
    }
    this.#failure ??= { reason };
    if (this.#control !== null) {
      this.#control.error(reason);
    } else if (this.#pulling !== null) {
      streams().cancel(this.#pulling, reason);
    }
  }

  /** Gives up a body that nobody has begun to read. */
  cancel(reason) {
    if (!this.isUnusable) {
      const handle = this.take();
      this.fail(reason);
      ops.body.discard(handle);
    }
  }

  /**
   * What a stream over the handle asks: its next bytes, at once or by one of two functions, which is
   * given null at the end; and to give it up.
   */
  #source(succeed, fail) {
    let reader = null;
    const done = answering(succeed, (error) => fail(this.#reasonOr(error)));
    const next = () => {
      reader ??= ops.body.open(this.#handle);
      return ops.body.read(reader, done);
    };
    return {
      read: () => {
        try {
          return guarded(next);
        } catch (error) {
          throw this.#reasonOr(error);
        }
      },
      cancel: () => {
        if (reader !== null) {
          ops.body.close(reader);
        } else if (this.#handle !== null) {
          ops.body.discard(this.#handle);
        }
      },
    };
  }

  /** A host body that pulls from a script's stream. */
  #pulled() {
    const reader = streams().getReader(this.#stream);
    this.#pulling = reader;
    const fail = (done, reason, message) => {
      this.#failure ??= { reason };
      done(message, null);
    };
    const pull = (done) => {
      streams().read(reader, {
        chunk: (chunk) => {
          if (!isUint8Array(chunk)) {
            const message = "The stream of a body gave something else than a Uint8Array.";
            const error = new TypeError(message);
            streams().cancel(reader, error);
            fail(done, error, message);
          } else if (byteLengthOf(chunk) === 0) {
            enqueueMicrotask(() => pull(done));
          } else {
            done(null, copyOf(chunk));
          }
        },
        close: () => done(null, null),
        error: (reason) => fail(done, reason, "The stream of the body failed."),
      });
    };
    return ops.body.ofStream(pull, () => streams().cancel(reader, undefined));
  }
}
