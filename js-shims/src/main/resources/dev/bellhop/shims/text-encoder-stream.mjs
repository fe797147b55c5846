// https://encoding.spec.whatwg.org/#interface-textencoderstream

import {
  StringPrototypeCharCodeAt,
  StringPrototypeSlice,
  StringPrototypeToWellFormed,
} from "./internal/primordials.mjs";
import { createTransform } from "./internal/streams/transform.mjs";
import { defineInterface, toDOMString } from "./internal/webidl.mjs";
import { readableObject } from "./readable-stream.mjs";
import { utf8Encode } from "./text-encoder.mjs";
import { writableObject } from "./writable-stream.mjs";

export class TextEncoderStream {
  #transform;
  /** A leading surrogate whose other half may begin the next chunk. */
  #leading = "";

  constructor() {
    this.#transform = createTransform(
      (chunk, enqueue) => this.#encode(toDOMString(chunk), enqueue),
      (enqueue) => enqueueIfAny(this.#leading, enqueue),
    );
  }

  /** https://encoding.spec.whatwg.org/#encode-and-enqueue-a-chunk */
  #encode(chunk, enqueue) {
    const text = this.#leading + chunk;
    const end = endsInLeadingSurrogate(text) ? text.length - 1 : text.length;
    this.#leading = StringPrototypeSlice(text, end);
    enqueueIfAny(StringPrototypeSlice(text, 0, end), enqueue);
  }

  get encoding() {
    this.#transform;
    return "utf-8";
  }

  get readable() {
    return readableObject(this.#transform.readable);
  }

  get writable() {
    return writableObject(this.#transform.writable);
  }
}
defineInterface(TextEncoderStream, "TextEncoderStream");

function endsInLeadingSurrogate(text) {
  const unit = StringPrototypeCharCodeAt(text, text.length - 1);
  return unit >= 0xd800 && unit <= 0xdbff;
}

function enqueueIfAny(text, enqueue) {
  if (text !== "") {
    enqueue(utf8Encode(StringPrototypeToWellFormed(text)));
  }
}
