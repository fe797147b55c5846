// Streams that have moved to another realm: both halves talk to each other over a channel.
// https://streams.spec.whatwg.org/#transferrable-streams

import {
  PromisePrototypeThen,
  PromiseWithResolvers,
  ReflectGetOwnPropertyDescriptor,
  uncurryThis,
} from "./primordials.mjs";
import { errorNamed, markHandled, ops } from "./host.mjs";
import { receive } from "./ports.mjs";
import { handlePort, sendTo, shut } from "../message-port.mjs";
import { ReadableStream, WritableStream } from "../streams.mjs";

const lockedOf = (Stream) =>
  uncurryThis(ReflectGetOwnPropertyDescriptor(Stream.prototype, "locked").get);
const locked = {
  __proto__: null,
  readable: lockedOf(ReadableStream),
  writable: lockedOf(WritableStream),
};
const pipe = uncurryThis(ReadableStream.prototype.pipeTo);

export const isLocked = (stream, kind) => locked[kind](stream);

export function leadAway(stream, kind) {
  const ends = ops.ports.open();
  const port = receive(ends[0]);
  markHandled(
    kind === "readable"
      ? pipe(stream, writableOver(port))
      : pipe(readableOver(port), stream),
  );
  return ends[1];
}

export function arriving(end, kind) {
  const port = receive(end);
  return kind === "readable" ? readableOver(port) : writableOver(port);
}

const gone = () => errorNamed("AbortError", "The realm at the other end of the stream is gone.");
const unreadable = () => errorNamed("DataCloneError", "A chunk of the stream cannot be read here.");

const send = (port, type, value) => sendTo(port, { type, value });

/** Sends an error, which may be one that cannot be cloned itself. */
function sendError(port, error) {
  try {
    send(port, "error", error);
  } catch {
    send(port, "error", undefined);
  }
}

function fail(port, error) {
  sendError(port, error);
  shut(port);
}

/** https://streams.spec.whatwg.org/#abstract-opdef-setupcrossrealmtransformreadable */
function readableOver(port) {
  let controller;
  const source = {
    __proto__: null,
    start: (given) => {
      controller = given;
    },
    pull: () => send(port, "pull"),
    cancel: (reason) => fail(port, reason),
  };
  const stream = new ReadableStream(source, { __proto__: null, highWaterMark: 0 });
  handlePort(port, {
    __proto__: null,
    message: ({ type, value }) => {
      if (type === "chunk") {
        controller.enqueue(value);
      } else {
        shut(port);
        if (type === "close") {
          controller.close();
        } else {
          controller.error(value);
        }
      }
    },
    unreadable: () => {
      const error = unreadable();
      fail(port, error);
      controller.error(error);
    },
    closed: () => controller.error(gone()),
  });
  return stream;
}

/** https://streams.spec.whatwg.org/#abstract-opdef-setupcrossrealmtransformwritable */
function writableOver(port) {
  let controller;
  let pulled = PromiseWithResolvers();
  const end = (error) => {
    controller.error(error);
    pulled.resolve();
  };
  const sink = {
    __proto__: null,
    start: (given) => {
      controller = given;
    },
    write: (chunk) =>
      PromisePrototypeThen(pulled.promise, () => {
        pulled = PromiseWithResolvers();
        try {
          send(port, "chunk", chunk);
        } catch (error) {
          fail(port, error);
          throw error;
        }
      }),
    close: () => {
      send(port, "close");
      shut(port);
    },
    abort: (reason) => fail(port, reason),
  };
  const stream = new WritableStream(sink, { __proto__: null, highWaterMark: 1 });
  handlePort(port, {
    __proto__: null,
    message: ({ type, value }) => {
      if (type === "pull") {
        pulled.resolve();
      } else {
        shut(port);
        end(value);
      }
    },
    unreadable: () => {
      const error = unreadable();
      fail(port, error);
      end(error);
    },
    closed: () => end(gone()),
  });
  return stream;
}
