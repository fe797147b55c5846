// https://encoding.spec.whatwg.org/#interface-textdecoder

import { bytesOf } from "./internal/bytes.mjs";
import { decodePiece, finishText, openDecoder } from "./internal/text-decoding.mjs";
import { defineInterface, toDictionary } from "./internal/webidl.mjs";

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
    const bytes = input === undefined ? null : bytesOf(input);
    const stream = !!toDictionary(options, "The options of decode()")?.stream;
    const text = bytes === null || bytes.length === 0 ? "" : decodePiece(decoder, bytes);
    return stream ? text : text + finishText(decoder);
  }
}
defineInterface(TextDecoder, "TextDecoder");
