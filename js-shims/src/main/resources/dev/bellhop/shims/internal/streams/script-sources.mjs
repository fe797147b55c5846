// Streams over what scripts give the constructor. https://streams.spec.whatwg.org/#rs-constructor

import { RangeError } from "../primordials.mjs";
import { extractHighWaterMark, extractSizeAlgorithm, toQueuingStrategy } from "./strategies.mjs";
import { requireObjectOrNothing, toUnderlyingSource } from "./underlying.mjs";
import { setUpByteController } from "../../readable-byte-stream-controller.mjs";
import { setUpDefaultController } from "../../readable-stream-default-controller.mjs";

/** Looks at the constructor's arguments: a function that sets a stream's state up with them. */
export function prepare(underlyingSource, strategy) {
  requireObjectOrNothing(underlyingSource, "An underlying source");
  const queuing = toQueuingStrategy(strategy);
  const source = toUnderlyingSource(underlyingSource);
  if (source.type === "bytes") {
    if (queuing.size !== undefined) {
      throw new RangeError("The strategy of a stream of bytes cannot have a size().");
    }
    const highWaterMark = extractHighWaterMark(queuing, 0);
    return (stream) => setUpByteController(stream, source, highWaterMark);
  }
  const size = extractSizeAlgorithm(queuing);
  const highWaterMark = extractHighWaterMark(queuing, 1);
  return (stream) => setUpDefaultController(stream, source, highWaterMark, size);
}
