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
import { Blob, createBlob } from "./blob.mjs";

export let isFile;
export let fileNameOf;

export class File extends Blob {
  #name;
  #lastModified;

  static {
    isFile = (value) => isObject(value) && #name in value;
    fileNameOf = (file) => file.#name;
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
