// https://fetch.spec.whatwg.org/#body-mixin

import {
  ArrayBuffer,
  JSONParse,
  ObjectDefineProperty,
  ObjectGetOwnPropertyDescriptor,
  ReflectOwnKeys,
  TypeError,
  Uint8Array,
} from "./primordials.mjs";
import { load, ops } from "./host.mjs";
import { fromHost } from "./bytes.mjs";
import { flatten } from "../headers.mjs";

/**
 * Gives an interface the members of Body. `bodyOf` gives an object's InnerBody or null, `listOf` its
 * header list; both throw where the receiver is wrong.
 */
export function includeBody(constructor, bodyOf, listOf) {
  const usable = (object) => {
    const body = bodyOf(object);
    if (body?.isUnusable) {
      throw new TypeError("The body has been read already; clone() before reading it twice.");
    }
    return body;
  };
  const mimeTypeOf = (object) => ops.fetch.mimeType(flatten(listOf(object)));
  const members = {
    get body() {
      return bodyOf(this)?.stream ?? null;
    },
    get bodyUsed() {
      return bodyOf(this)?.isDisturbed ?? false;
    },
    async arrayBuffer() {
      return readBytes(usable(this));
    },
    async blob() {
      const body = usable(this);
      const { createBlob } = load("blob.mjs");
      const bytes =
        body === null
          ? ops.body.ofText("")
          : await body.consume((handle, done) => ops.body.blob(handle, done));
      return createBlob(bytes, mimeTypeOf(this)?.[0] ?? "");
    },
    async bytes() {
      return new Uint8Array(await readBytes(usable(this)));
    },
    async formData() {
      const body = usable(this);
      const buffer = await readBytes(body);
      return load("form-data.mjs").decodeForm(buffer, mimeTypeOf(this));
    },
    async json() {
      return JSONParse(await readText(usable(this)));
    },
    async text() {
      return readText(usable(this));
    },
  };
  const keys = ReflectOwnKeys(members);
  for (let i = 0; i < keys.length; i++) {
    const property = ObjectGetOwnPropertyDescriptor(members, keys[i]);
    ObjectDefineProperty(constructor.prototype, keys[i], property);
  }
}

async function readText(body) {
  if (body === null) {
    return "";
  }
  const text = body.consumeAtOnce((handle) => ops.body.textInMemory(handle));
  return text === null ? body.consume((handle, done) => ops.body.text(handle, done)) : text;
}

async function readBytes(body) {
  if (body === null) {
    return new ArrayBuffer(0);
  }
  const bytes = body.consumeAtOnce((handle) => ops.body.bytesInMemory(handle));
  if (bytes !== null) {
    return fromHost(bytes);
  }
  return fromHost(await body.consume((handle, done) => ops.body.bytes(handle, done)));
}
