// https://encoding.spec.whatwg.org/#interface-textencoder

import {
  StringPrototypeSlice,
  TypeError,
  TypedArrayPrototypeGetLength,
  TypedArrayPrototypeGetName,
  TypedArrayPrototypeSet,
  Uint8Array,
} from "./internal/primordials.mjs";
import { fromHost } from "./internal/bytes.mjs";
import { ops } from "./internal/host.mjs";
import { defineInterface, isObject, requireArguments, toUSVString } from "./internal/webidl.mjs";

/** The UTF-8 bytes of a well-formed string. */
export const utf8Encode = (string) =>
  new Uint8Array(fromHost(ops.encoding.encode(string)));

export class TextEncoder {
  #brand = true;

  get encoding() {
    this.#brand;
    return "utf-8";
  }

  encode(input = "") {
    this.#brand;
    return utf8Encode(toUSVString(input));
  }

  encodeInto(source, destination) {
    requireArguments(arguments.length, 2, "encodeInto()");
    this.#brand;
    const string = toUSVString(source);
    if (!isObject(destination) || typedArrayName(destination) !== "Uint8Array") {
      throw new TypeError("encodeInto() writes to a Uint8Array.");
    }
    const room = TypedArrayPrototypeGetLength(destination);
    const read = ops.encoding.fitting(string, room);
    if (read === 0) {
      // The destination may be detached.
      return { read, written: 0 };
    }
    const bytes = utf8Encode(StringPrototypeSlice(string, 0, read));
    TypedArrayPrototypeSet(destination, bytes);
    return { read, written: TypedArrayPrototypeGetLength(bytes) };
  }
}
defineInterface(TextEncoder, "TextEncoder");

const typedArrayName = (value) => {
  try {
    return TypedArrayPrototypeGetName(value);
  } catch {
    return undefined;
  }
};
