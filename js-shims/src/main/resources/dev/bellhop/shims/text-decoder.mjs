// https://encoding.spec.whatwg.org/#interface-textdecoder

import { ArrayBuffer } from "./internal/primordials.mjs";
import { bytesOf } from "./internal/bytes.mjs";
import { guarded, ops } from "./internal/host.mjs";
import { defineInterface, toDictionary, toDOMString } from "./internal/webidl.mjs";

const NO_BYTES = new ArrayBuffer(0);

export class TextDecoder {
  #decoder;
  #fatal;
  #ignoreBOM;

  constructor(label = "utf-8", options = undefined) {
    const name = toDOMString(label);
    const dictionary = toDictionary(options, "The TextDecoder's options");
    this.#fatal = !!dictionary?.fatal;
    this.#ignoreBOM = !!dictionary?.ignoreBOM;
    this.#decoder = guarded(() => ops.encoding.decoder(name, this.#fatal, this.#ignoreBOM));
  }

  get encoding() {
    return this.#decoder.encoding();
  }

  get fatal() {
    return this.#fatal;
  }

  get ignoreBOM() {
    return this.#ignoreBOM;
  }

  decode(input = undefined, options = undefined) {
    const { buffer, offset, length } = bytesOf(input === undefined ? NO_BYTES : input);
    const stream = !!toDictionary(options, "The options of decode()")?.stream;
    return guarded(() => this.#decoder.decode(buffer, offset, length, stream));
  }
}
defineInterface(TextDecoder, "TextDecoder");
