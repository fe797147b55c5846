// https://streams.spec.whatwg.org/
// The classes come from web-streams-polyfill; the host serves it under this name.

import * as streams from "./vendor/web-streams.mjs";
import { ArrayPrototypeForEach, ObjectKeys } from "./internal/primordials.mjs";
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
