// https://xhr.spec.whatwg.org/#interface-formdata

import {
  ArrayPrototypeFilter,
  ArrayPrototypeFindIndex,
  ArrayPrototypeMap,
  ArrayPrototypePush,
  TypeError,
} from "./internal/primordials.mjs";
import { guarded, ops } from "./internal/host.mjs";
import {
  defineInterface,
  isObject,
  requireArguments,
  toUSVString,
} from "./internal/webidl.mjs";
import { definePairIterable } from "./internal/pair-iterable.mjs";
import { bytesOf, isBlob, typeOf } from "./blob.mjs";
import { createFile, fileNameOf, isFile } from "./file.mjs";

export let isFormData;
let entriesOf;

export class FormData {
  #entries = [];

  static {
    isFormData = (value) => isObject(value) && #entries in value;
    entriesOf = (form) => form.#entries;
  }

  constructor(form = undefined) {
    if (form !== undefined) {
      throw new TypeError("There are no HTML forms here; make a FormData without arguments.");
    }
  }

  append(name, value, filename = undefined) {
    requireArguments(arguments.length, 2, "append()");
    ArrayPrototypePush(this.#entries, toEntry(name, value, filename));
  }

  delete(name) {
    requireArguments(arguments.length, 1, "delete()");
    const wanted = toUSVString(name);
    this.#entries = ArrayPrototypeFilter(this.#entries, (entry) => entry[0] !== wanted);
  }

  get(name) {
    requireArguments(arguments.length, 1, "get()");
    const index = this.#indexOf(toUSVString(name));
    return index < 0 ? null : this.#entries[index][1];
  }

  getAll(name) {
    requireArguments(arguments.length, 1, "getAll()");
    const wanted = toUSVString(name);
    return ArrayPrototypeMap(
      ArrayPrototypeFilter(this.#entries, (entry) => entry[0] === wanted),
      (entry) => entry[1],
    );
  }

  has(name) {
    requireArguments(arguments.length, 1, "has()");
    return this.#indexOf(toUSVString(name)) >= 0;
  }

  set(name, value, filename = undefined) {
    requireArguments(arguments.length, 2, "set()");
    const entry = toEntry(name, value, filename);
    const index = this.#indexOf(entry[0]);
    if (index < 0) {
      ArrayPrototypePush(this.#entries, entry);
      return;
    }
    this.#entries[index] = entry;
    this.#entries = ArrayPrototypeFilter(
      this.#entries,
      (other, i) => i <= index || other[0] !== entry[0],
    );
  }

  #indexOf(name) {
    return ArrayPrototypeFindIndex(this.#entries, (entry) => entry[0] === name);
  }
}
defineInterface(FormData, "FormData");
definePairIterable(FormData, "FormData", entriesOf);

/** https://html.spec.whatwg.org/#create-an-entry */
function toEntry(name, value, filename) {
  const key = toUSVString(name);
  if (!isBlob(value)) {
    if (filename !== undefined) {
      throw new TypeError("Only a Blob or File has a file name.");
    }
    return [key, toUSVString(value)];
  }
  if (isFile(value) && filename === undefined) {
    return [key, value];
  }
  const fileName = filename === undefined ? "blob" : toUSVString(filename);
  return [key, createFile(bytesOf(value), typeOf(value), fileName)];
}

/** The form as a host body, and its Content-Type. */
export function encodeForm(form) {
  const flat = [];
  const entries = entriesOf(form);
  for (let i = 0; i < entries.length; i++) {
    const name = entries[i][0];
    const value = entries[i][1];
    if (typeof value === "string") {
      ArrayPrototypePush(flat, name, null, null, value);
    } else {
      ArrayPrototypePush(flat, name, fileNameOf(value), typeOf(value), bytesOf(value));
    }
  }
  const boundary = ops.blob.boundary();
  return {
    handle: ops.blob.encodeForm(flat, boundary),
    type: `multipart/form-data; boundary=${boundary}`,
  };
}

/** A FormData from an ArrayBuffer, by the MIME type of its message: [type, essence, boundary]. */
export function decodeForm(buffer, mimeType) {
  const form = new FormData();
  switch (mimeType?.[1]) {
    case "multipart/form-data": {
      const flat = guarded(() => ops.blob.decodeForm(buffer, mimeType[2] ?? ""));
      for (let i = 0; i < flat.length; i += 4) {
        const value =
          flat[i + 1] === null ? flat[i + 3] : createFile(flat[i + 3], flat[i + 2], flat[i + 1]);
        ArrayPrototypePush(entriesOf(form), [flat[i], value]);
      }
      return form;
    }
    case "application/x-www-form-urlencoded": {
      const flat = ops.blob.decodeUrlEncoded(buffer);
      for (let i = 0; i < flat.length; i += 2) {
        ArrayPrototypePush(entriesOf(form), [flat[i], flat[i + 1]]);
      }
      return form;
    }
    default:
      throw new TypeError(
        "formData() needs the Content-Type multipart/form-data or application/x-www-form-urlencoded.",
      );
  }
}
