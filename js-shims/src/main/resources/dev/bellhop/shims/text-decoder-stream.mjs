// https://encoding.spec.whatwg.org/#interface-textdecoderstream

import { bytesOfAny } from "./internal/bytes.mjs";
import { createTransform } from "./internal/streams/transform.mjs";
import { decodePiece, finishText, openDecoder } from "./internal/text-decoding.mjs";
import { defineInterface } from "./internal/webidl.mjs";
import { readableObject } from "./readable-stream.mjs";
import { writableObject } from "./writable-stream.mjs";

export class TextDecoderStream {
  #common;
  #transform;

  constructor(label = "utf-8", options = undefined) {
    this.#common = openDecoder(label, options);
    const { decoder } = this.#common;
    this.#transform = createTransform(
      (chunk, enqueue) =>
        enqueueIfAny(decodePiece(decoder, bytesOfAny(chunk)), enqueue),
      (enqueue) => enqueueIfAny(finishText(decoder), enqueue),
    );
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

  get readable() {
    return readableObject(this.#transform.readable);
  }

  get writable() {
    return writableObject(this.#transform.writable);
  }
}
defineInterface(TextDecoderStream, "TextDecoderStream");

function enqueueIfAny(text, enqueue) {
  if (text !== "") {
    enqueue(text);
  }
}
