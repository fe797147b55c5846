// Streams that have moved to another realm: both halves talk to each other over a channel.
// https://streams.spec.whatwg.org/#transferrable-streams

import {
  PromisePrototypeThen,
  PromiseReject,
  PromiseWithResolvers,
} from "./primordials.mjs";
import { errorNamed, markHandled, ops } from "./host.mjs";
import { receive } from "./ports.mjs";
import { createReadable } from "./streams/default-controller.mjs";
import { PLAIN_PIPE, pipe } from "./streams/pipe.mjs";
import { RESOLVED } from "./streams/promises.mjs";
import { createWritable } from "./streams/writable-controller.mjs";
import { handlePort, sendTo, shut } from "../message-port.mjs";
import { readableObject, toReadable } from "../readable-stream.mjs";
import { sidesOf, transformObject } from "../transform-stream.mjs";
import { toWritable, writableObject } from "../writable-stream.mjs";

/** The two steps of a kind, and whether a stream of it is locked. */
const kinds = {
  __proto__: null,
  readable: {
    isLocked: (stream) => toReadable(stream).isLocked,
    leadAway: (stream) => [leadReadable(toReadable(stream))],
    arriving: (ends) => readableObject(readableOver(receive(ends[0]))),
  },
  writable: {
    isLocked: (stream) => toWritable(stream).isLocked,
    leadAway: (stream) => [leadWritable(toWritable(stream))],
    arriving: (ends) => writableObject(writableOver(receive(ends[0]))),
  },
  transform: {
    isLocked: (stream) => {
      const { readable, writable } = sidesOf(stream);
      return readable.isLocked || writable.isLocked;
    },
    leadAway: (stream) => {
      const { readable, writable } = sidesOf(stream);
      return [leadReadable(readable), leadWritable(writable)];
    },
    arriving: (ends) =>
      transformObject({
        readable: readableOver(receive(ends[0])),
        writable: writableOver(receive(ends[1])),
      }),
  },
};

export const isLocked = (stream, kind) => kinds[kind].isLocked(stream);

export const leadAway = (stream, kind) => kinds[kind].leadAway(stream);

export const arriving = (ends, kind) => kinds[kind].arriving(ends);

function leadReadable(stream) {
  const ends = ops.ports.open();
  markHandled(pipe(stream, writableOver(receive(ends[0])), PLAIN_PIPE));
  return ends[1];
}

function leadWritable(stream) {
  const ends = ops.ports.open();
  markHandled(pipe(readableOver(receive(ends[0])), stream, PLAIN_PIPE));
  return ends[1];
}

const gone = () => errorNamed("AbortError", "The realm at the other end of the stream is gone.");
const unreadable = () => errorNamed("DataCloneError", "A chunk of the stream cannot be read here.");

/** https://streams.spec.whatwg.org/#abstract-opdef-packandpostmessage */
const send = (port, type, value) => sendTo(port, { __proto__: null, type, value });

/** https://streams.spec.whatwg.org/#abstract-opdef-crossrealmtransformsenderror */
function sendError(port, error) {
  try {
    send(port, "error", error);
  } catch {
    // The other half learns that this one is gone.
  }
}

/** https://streams.spec.whatwg.org/#abstract-opdef-packandpostmessagehandlingerror */
function sendOrReject(port, type, value) {
  try {
    send(port, type, value);
    return RESOLVED;
  } catch (error) {
    sendError(port, error);
    return PromiseReject(error);
  }
}

function sendErrorAndShut(port, reason) {
  const sent = sendOrReject(port, "error", reason);
  shut(port);
  return sent;
}

/** https://streams.spec.whatwg.org/#abstract-opdef-setupcrossrealmtransformreadable */
function readableOver(port) {
  const { controller } = createReadable(
    () => {
      send(port, "pull", undefined);
      return RESOLVED;
    },
    (reason) => sendErrorAndShut(port, reason),
    0,
  );
  handlePort(port, {
    __proto__: null,
    message: ({ type, value }) => {
      if (type === "chunk") {
        controller.enqueue(value);
        return;
      }
      shut(port);
      if (type === "close") {
        controller.close();
      } else {
        controller.error(value);
      }
    },
    unreadable: () => {
      const error = unreadable();
      sendError(port, error);
      controller.error(error);
      shut(port);
    },
    closed: () => controller.error(gone()),
  });
  return controller.stream;
}

/** https://streams.spec.whatwg.org/#abstract-opdef-setupcrossrealmtransformwritable */
function writableOver(port) {
  let pulled = PromiseWithResolvers();
  const end = (error) => {
    controller.errorIfNeeded(error);
    pulled.resolve(undefined);
  };
  const write = (chunk) =>
    PromisePrototypeThen(pulled.promise, () => {
      pulled = PromiseWithResolvers();
      const sent = sendOrReject(port, "chunk", chunk);
      if (sent !== RESOLVED) {
        shut(port);
      }
      return sent;
    });
  const close = () => {
    send(port, "close", undefined);
    shut(port);
    return RESOLVED;
  };
  const { controller } = createWritable(write, close, (reason) => sendErrorAndShut(port, reason));
  handlePort(port, {
    __proto__: null,
    message: ({ type, value }) => {
      if (type === "pull") {
        pulled.resolve(undefined);
      } else {
        end(value);
      }
    },
    unreadable: () => {
      const error = unreadable();
      sendError(port, error);
      end(error);
      shut(port);
    },
    closed: () => end(gone()),
  });
  return controller.stream;
}
