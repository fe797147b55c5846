// What CompressionStream and DecompressionStream have in common: bytes go through a coder of the
// host. https://compression.spec.whatwg.org/

import { PromisePrototypeThen } from "./primordials.mjs";
import { byteLengthOf, bytesOf, copyFromHost } from "./bytes.mjs";
import { guarded, nextTurn } from "./host.mjs";
import { createTransform } from "./streams/transform.mjs";

/** After so many steps, which take some milliseconds, others have a turn. */
const STEPS_AT_ONCE = 8;

/** A transform stream over a coder. */
export const createCodingTransform = (coder) =>
  createTransform(
    (chunk, enqueue) => {
      const { buffer, offset, length } = bytesOf(chunk);
      coder.push(buffer, offset, length);
      return run(coder, enqueue);
    },
    (enqueue) => {
      coder.finish();
      return run(coder, enqueue);
    },
    () => coder.close(),
  );

/** Takes steps until the coder has done all that it can; the promise of that where it takes long. */
function run(coder, enqueue) {
  for (let i = 0; i < STEPS_AT_ONCE; i++) {
    const bytes = guarded(() => coder.next());
    if (bytes === null) {
      return undefined;
    }
    const chunk = copyFromHost(bytes);
    if (byteLengthOf(chunk) > 0) {
      enqueue(chunk);
    }
  }
  return PromisePrototypeThen(
    nextTurn(),
    () => run(coder, enqueue),
  );
}
