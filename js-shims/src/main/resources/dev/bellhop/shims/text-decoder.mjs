// https://encoding.spec.whatwg.org/#interface-textdecoder

import { ArrayBuffer } from "./internal/primordials.mjs";
import { bytesOfAny } from "./internal/bytes.mjs";
import { decodeLast, decodePiece, openDecoder } from "./internal/text-decoding.mjs";
import { defineInterface, toDictionary } from "./internal/webidl.mjs";

const NO_BYTES = new ArrayBuffer(0);

export class TextDecoder {
  #common;

  constructor(label = "utf-8", options = undefined) {
    this.#common = openDecoder(label, options);
  }

  get encoding() {
    return this.#common.encoding;
  }

  get fatal() {
    return this.#common.fatal;
  }

  get ignoreBOM() {
    return this.#common.ignoreBOM;
  }

  decode(input = undefined, options = undefined) {
    const { decoder } = this.#common;
    const bytes = bytesOfAny(input === undefined ? NO_BYTES : input);
    const stream = !!toDictionary(options, "The options of decode()")?.stream;
    return stream ? decodePiece(decoder, bytes) : decodeLast(decoder, bytes);
  }
}
defineInterface(TextDecoder, "TextDecoder");
