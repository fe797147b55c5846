// https://streams.spec.whatwg.org/
// The classes come from web-streams-polyfill; the host serves it under this name.

import { load } from "./internal/host.mjs";
import { setStreamKinds } from "./internal/moving-streams.mjs";
import { withPlainPrototype } from "./internal/plain-prototype.mjs";
import {
  ArrayPrototypeForEach,
  ObjectKeys,
  ReflectApply,
  ReflectGetOwnPropertyDescriptor,
} from "./internal/primordials.mjs";
import { adoptInterface } from "./internal/webidl.mjs";

const streams = withPlainPrototype(() => load("vendor/web-streams.mjs"));
export const {
  ByteLengthQueuingStrategy,
  CountQueuingStrategy,
  ReadableByteStreamController,
  ReadableStream,
  ReadableStreamBYOBReader,
  ReadableStreamBYOBRequest,
  ReadableStreamDefaultController,
  ReadableStreamDefaultReader,
  TransformStream,
  TransformStreamDefaultController,
  WritableStream,
  WritableStreamDefaultController,
  WritableStreamDefaultWriter,
} = streams;

ArrayPrototypeForEach(ObjectKeys(streams), (name) => {
  adoptInterface(streams[name]);
});

const isStream = ({ prototype }) => {
  const { get } = ReflectGetOwnPropertyDescriptor(prototype, "locked");
  return (value) => {
    try {
      ReflectApply(get, value, []);
      return true;
    } catch {
      return false;
    }
  };
};
const isReadable = isStream(streams.ReadableStream);
const isWritable = isStream(streams.WritableStream);

setStreamKinds((value) =>
  isReadable(value) ? "readable" : isWritable(value) ? "writable" : null,
);
