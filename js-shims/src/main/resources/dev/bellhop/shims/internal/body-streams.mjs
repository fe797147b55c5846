// What bodies need of streams.

import { PromiseReject, PromiseWithResolvers } from "./primordials.mjs";
import { load, markHandled } from "./host.mjs";
import { createReadableBytes } from "./streams/byte-controller.mjs";
import { PULLED } from "./streams/readable-controller.mjs";
import { RESOLVED } from "./streams/promises.mjs";
import { respond } from "./streams/pull-intos.mjs";
import { isReadableStream, readableObject, tee as teeState, toReadable } from "../readable-stream.mjs";

export { isReadableStream };

export const isLocked = (stream) => toReadable(stream).isLocked;

/** https://streams.spec.whatwg.org/#is-readable-stream-disturbed */
export const isDisturbed = (stream) => toReadable(stream).isDisturbed;

/** The reader that others are kept from; scripts never see it. */
export const getReader = (stream) => toReadable(stream).acquireDefaultReader();

/** Reads by a request with the steps chunk(chunk), close() and error(reason). */
export const read = (reader, request) => reader.read(request);

export const cancel = (reader, reason) => markHandled(reader.stream.cancel(reason));

/** Makes a stream as one is that has been read to its end by somebody else. */
export const closeAndLock = (stream) => cancel(getReader(stream), undefined);

/** Two streams of one, with the second one's chunks cloned. https://streams.spec.whatwg.org/#readablestream-tee */
export function tee(stream) {
  const { structuredClone } = load("structured-clone.mjs");
  const branches = teeState(toReadable(stream), (chunk) => structuredClone(chunk));
  return { first: readableObject(branches[0]), second: readableObject(branches[1]) };
}

/**
 * A byte stream over the source that `open(succeed, fail)` gives, and its control with
 * error(reason). The source's read() gives a new ArrayBuffer at once, or null: then one of the two
 * functions is called later; it has cancel(), too. Null to open gives a stream that has been read.
 */
export function create(open) {
  /** Of the pull that waits for the source. */
  let waiting = null;
  const source =
    open === null
      ? null
      : open(
          (buffer) => {
            const { resolve, reject } = waiting;
            try {
              deliver(state.controller, buffer);
              resolve(undefined);
            } catch (error) {
              // The script has detached the buffer that it reads into.
              reject(error);
            }
          },
          (error) => waiting.reject(error),
        );
  /** What the pull gives that follows where nothing was there; null where nobody has asked. */
  let asked = null;
  const ahead = () => {
    try {
      const buffer = source.read();
      if (buffer !== null) {
        return buffer;
      }
      waiting = PromiseWithResolvers();
      asked = waiting.promise;
    } catch (error) {
      asked = PromiseReject(error);
    }
    return null;
  };
  const state = createReadableBytes(
    () => {
      const buffer = asked === null ? ahead() : null;
      if (buffer === null) {
        const pulled = asked;
        asked = null;
        return pulled;
      }
      try {
        deliver(state.controller, buffer);
        return PULLED;
      } catch (error) {
        return PromiseReject(error);
      }
    },
    () => {
      source?.cancel();
      return RESOLVED;
    },
  );
  const stream = readableObject(state);
  if (open === null) {
    closeAndLock(stream);
  } else {
    state.controller.ahead = ahead;
  }
  return { stream, control: { error: (reason) => state.controller.error(reason) } };
}

/** Null stands for the end. What has been cancelled, or has failed, meanwhile takes none. */
function deliver(controller, buffer) {
  if (buffer !== null) {
    controller.enqueueUnseen(buffer);
    return;
  }
  controller.close();
  if (controller.pullIntos.size > 0) {
    respond(controller, 0);
  }
}
