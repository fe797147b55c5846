// https://w3c.github.io/FileAPI/#APIASynch

import { ArrayBuffer, ArrayBufferPrototypeGetByteLength, TypeError } from "./internal/primordials.mjs";
import { errorNamed, ops } from "./internal/host.mjs";
import { registerEventFactory } from "./internal/events.mjs";
import { fromHost } from "./internal/bytes.mjs";
import { defineInterface, requireArguments, toDOMString } from "./internal/webidl.mjs";
import { bytesOf, isBlob, typeOf } from "./blob.mjs";
import { EventTarget, defineEventHandlers, fire } from "./event-target.mjs";
import { ProgressEvent } from "./progress-event.mjs";

const EMPTY = 0;
const LOADING = 1;
const DONE = 2;

/** The next event of a reading, with what it changes; null where the reading has been given up. */
let advance;

export class FileReader extends EventTarget {
  #state = EMPTY;
  #result = null;
  #error = null;
  #reading = null;

  static {
    advance = (reading, type, loaded, total, outcome, detail) =>
      reading.reader.#reading === reading
        ? reading.reader.#advance(reading, type, loaded, total, outcome, detail)
        : null;
  }

  readAsArrayBuffer(blob) {
    this.#state;
    requireArguments(arguments.length, 1, "readAsArrayBuffer()");
    this.#read(blob, "buffer", null);
  }

  readAsBinaryString(blob) {
    this.#state;
    requireArguments(arguments.length, 1, "readAsBinaryString()");
    this.#read(blob, "binary", null);
  }

  readAsText(blob, encoding = undefined) {
    this.#state;
    requireArguments(arguments.length, 1, "readAsText()");
    requireBlob(blob);
    this.#read(blob, "text", encoding === undefined ? null : toDOMString(encoding));
  }

  readAsDataURL(blob) {
    this.#state;
    requireArguments(arguments.length, 1, "readAsDataURL()");
    this.#read(blob, "url", null);
  }

  abort() {
    const wasLoading = this.#state === LOADING;
    this.#result = null;
    if (!wasLoading) {
      return;
    }
    this.#state = DONE;
    ops.fileReader.stop(this.#reading.handle);
    this.#reading = null;
    fire(new ProgressEvent("abort"), this);
    if (this.#state !== LOADING) {
      fire(new ProgressEvent("loadend"), this);
    }
  }

  get readyState() {
    return this.#state;
  }

  get result() {
    return this.#result;
  }

  get error() {
    return this.#error;
  }

  /** https://w3c.github.io/FileAPI/#readOperation */
  #read(blob, kind, label) {
    requireBlob(blob);
    if (this.#state === LOADING) {
      throw errorNamed("InvalidStateError", "The FileReader is reading already.");
    }
    this.#state = LOADING;
    this.#result = null;
    this.#error = null;
    const reading = { reader: this, kind, handle: null };
    this.#reading = reading;
    reading.handle = ops.fileReader.read(bytesOf(blob), kind, label, typeOf(blob), reading);
  }

  #advance(reading, type, loaded, total, outcome, detail) {
    if (type === "load") {
      this.#state = DONE;
      this.#result = resultOf(reading.kind, outcome, detail);
    } else if (type === "error") {
      this.#state = DONE;
      this.#error = errorNamed(outcome, detail);
    }
    const init = { __proto__: null, lengthComputable: true, loaded, total };
    return { event: new ProgressEvent(type, init), target: this };
  }
}
defineEventHandlers(FileReader.prototype, [
  "loadstart",
  "progress",
  "load",
  "abort",
  "error",
  "loadend",
]);
defineInterface(FileReader, "FileReader", { EMPTY, LOADING, DONE });

registerEventFactory("fileread", (reading, type, loaded, total, outcome, detail) =>
  advance(reading, type, loaded, total, outcome, detail),
);

function requireBlob(value) {
  if (!isBlob(value)) {
    throw new TypeError("A FileReader reads a Blob.");
  }
}

/** https://w3c.github.io/FileAPI/#blob-package-data */
function resultOf(kind, outcome, encoding) {
  switch (kind) {
    case "buffer":
      return fromHost(outcome);
    case "text": {
      const buffer = new ArrayBuffer(outcome);
      const decoder = ops.encoding.decoder(encoding, false, false);
      return decoder.decodeLast(buffer, 0, ArrayBufferPrototypeGetByteLength(buffer));
    }
    default:
      return outcome;
  }
}
