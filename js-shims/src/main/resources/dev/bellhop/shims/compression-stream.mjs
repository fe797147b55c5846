// https://compression.spec.whatwg.org/#compression-stream

import { createCodingTransform } from "./internal/coding-streams.mjs";
import { guarded, ops } from "./internal/host.mjs";
import { defineInterface, requireArguments, toDOMString } from "./internal/webidl.mjs";
import { readableObject } from "./readable-stream.mjs";
import { writableObject } from "./writable-stream.mjs";

export class CompressionStream {
  #transform;

  constructor(format) {
    requireArguments(arguments.length, 1, "new CompressionStream()");
    const word = toDOMString(format);
    this.#transform = createCodingTransform(guarded(() => ops.compression.compressor(word)));
  }

  get readable() {
    return readableObject(this.#transform.readable);
  }

  get writable() {
    return writableObject(this.#transform.writable);
  }
}
defineInterface(CompressionStream, "CompressionStream");
