// https://w3c.github.io/FileAPI/#file-section

import { ops } from "./internal/host.mjs";
import {
  defineInterface,
  isObject,
  requireArguments,
  toDictionary,
  toLongLong,
  toUSVString,
} from "./internal/webidl.mjs";
import { registerSerializable } from "./internal/serializable.mjs";
import { Blob, bytesOf, createBlob, typeOf } from "./blob.mjs";

export let isFile;
export let fileNameOf;
let lastModifiedOf;

export class File extends Blob {
  #name;
  #lastModified;

  static {
    isFile = (value) => isObject(value) && #name in value;
    fileNameOf = (file) => file.#name;
    lastModifiedOf = (file) => file.#lastModified;
  }

  constructor(parts, name, options = undefined) {
    requireArguments(arguments.length, 2, "The File constructor");
    super(parts, options);
    this.#name = toUSVString(name);
    const lastModified = toDictionary(options, "The file's options")?.lastModified;
    this.#lastModified =
      lastModified === undefined ? ops.blob.now() : toLongLong(lastModified, "lastModified");
  }

  get name() {
    return this.#name;
  }

  get lastModified() {
    return this.#lastModified;
  }
}
defineInterface(File, "File");

/** A File over a host body. */
export const createFile = (bytes, type, name) =>
  new File([createBlob(bytes, "")], name, { __proto__: null, type });

registerSerializable(
  File,
  "File",
  (file) =>
    isFile(file)
      ? [bytesOf(file), typeOf(file), fileNameOf(file), lastModifiedOf(file)]
      : null,
  (parts) =>
    new File([createBlob(parts[0], "")], parts[2], {
      __proto__: null,
      type: parts[1],
      lastModified: parts[3],
    }),
);
