// https://w3c.github.io/FileAPI/#blob-section

import {
  MathMax,
  MathMin,
  RegExpPrototypeExec,
  StringPrototypeSlice,
  StringPrototypeToLowerCase,
  TypeError,
} from "./internal/primordials.mjs";
import { ops, promised } from "./internal/host.mjs";
import {
  defineInterface,
  isObject,
  toDictionary,
  toDOMString,
  toEnum,
  toLongLong,
  toSequence,
  toUSVString,
} from "./internal/webidl.mjs";
import { registerSerializable } from "./internal/serializable.mjs";
import { copyFromHost, copyOf, fromHost, isBufferSource } from "./internal/bytes.mjs";
import { InnerBody } from "./internal/inner-body.mjs";

const TYPE_CHARACTERS = /^[\x20-\x7e]*$/;
const ENDINGS = ["transparent", "native"];
const LINE_BREAK = /\r\n|\r|\n/;

export let isBlob;
/** A blob's bytes: a host body that can be read again and again. */
export let bytesOf;
export let typeOf;
/** Makes an object that a constructor has begun a blob of these bytes. */
let fill;

export class Blob {
  #bytes;
  #size;
  #type;

  static {
    isBlob = (value) => isObject(value) && #bytes in value;
    bytesOf = (blob) => blob.#bytes;
    typeOf = (blob) => blob.#type;
    fill = (blob, bytes, type) => {
      blob.#bytes = bytes;
      blob.#size = ops.blob.size(bytes);
      blob.#type = type;
    };
  }

  constructor(parts = undefined, options = undefined) {
    const converted = parts === undefined ? [] : toBlobParts(parts);
    const { endings, type } = toBlobOptions(options);
    fill(this, concatenate(converted, endings), type);
  }

  get size() {
    return this.#size;
  }

  get type() {
    return this.#type;
  }

  slice(start = undefined, end = undefined, contentType = undefined) {
    const size = this.#size;
    const relative = (value, otherwise) => {
      if (value === undefined) {
        return otherwise;
      }
      const number = toLongLong(value, "A position", "clamp");
      return number < 0 ? MathMax(size + number, 0) : MathMin(number, size);
    };
    const from = relative(start, 0);
    const to = MathMax(relative(end, size), from);
    const type = contentType === undefined ? "" : toDOMString(contentType);
    return createBlob(ops.blob.slice(this.#bytes, from, to), normalizeType(type));
  }

  stream() {
    return InnerBody.ofHandle(this.#bytes, true).stream;
  }

  async text() {
    const bytes = this.#bytes;
    return promised((done) => ops.body.text(bytes, done));
  }

  async arrayBuffer() {
    const bytes = this.#bytes;
    return fromHost(await promised((done) => ops.body.bytes(bytes, done)));
  }

  async bytes() {
    const bytes = this.#bytes;
    return copyFromHost(await promised((done) => ops.body.bytes(bytes, done)));
  }
}
defineInterface(Blob, "Blob");

/** A Blob over a host body. */
export function createBlob(bytes, type) {
  const blob = new Blob();
  fill(blob, bytes, type);
  return blob;
}

registerSerializable(
  Blob,
  "Blob",
  (blob) => (isBlob(blob) ? [bytesOf(blob), typeOf(blob)] : null),
  (parts) => createBlob(parts[0], parts[1]),
);

function toBlobParts(value) {
  if (!isObject(value)) {
    throw new TypeError("A blob is made from an iterable of its parts.");
  }
  return toSequence(value, toBlobPart, "The blob's parts");
}

/** A blob's host body, an ArrayBuffer, or a string. */
function toBlobPart(value) {
  if (isBlob(value)) {
    return bytesOf(value);
  }
  return isBufferSource(value) ? copyOf(value) : toUSVString(value);
}

function toBlobOptions(value) {
  const options = toDictionary(value, "The blob's options");
  const endings = options?.endings;
  const type = options?.type;
  return {
    endings: endings === undefined ? "transparent" : toEnum(endings, ENDINGS, "endings"),
    type: type === undefined ? "" : normalizeType(toDOMString(type)),
  };
}

const normalizeType = (type) =>
  RegExpPrototypeExec(TYPE_CHARACTERS, type) === null ? "" : StringPrototypeToLowerCase(type);

/** https://w3c.github.io/FileAPI/#process-blob-parts */
function concatenate(parts, endings) {
  if (endings === "native") {
    for (let i = 0; i < parts.length; i++) {
      if (typeof parts[i] === "string") {
        parts[i] = withNativeEndings(parts[i]);
      }
    }
  }
  return ops.blob.concatenate(parts);
}

/** https://w3c.github.io/FileAPI/#convert-line-endings-to-native */
function withNativeEndings(text) {
  let result = "";
  let rest = text;
  for (;;) {
    const found = RegExpPrototypeExec(LINE_BREAK, rest);
    if (found === null) {
      return result + rest;
    }
    result += `${StringPrototypeSlice(rest, 0, found.index)}\n`;
    rest = StringPrototypeSlice(rest, found.index + found[0].length);
  }
}
