// https://streams.spec.whatwg.org/
// The classes come from web-streams-polyfill; the host serves it under this name.

import * as streams from "./vendor/web-streams.mjs";
import { setStreamKinds } from "./internal/moving-streams.mjs";
import {
  ArrayPrototypeForEach,
  ObjectKeys,
  ReflectApply,
  ReflectGetOwnPropertyDescriptor,
} from "./internal/primordials.mjs";
import { adoptInterface } from "./internal/webidl.mjs";

export {
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
} from "./vendor/web-streams.mjs";

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
