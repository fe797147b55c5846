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
      const body = usable(this);
      return bytesAtOnce(body) ?? (await readBytes(body));
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
      const body = usable(this);
      return new Uint8Array(bytesAtOnce(body) ?? (await readBytes(body)));
    },
    async formData() {
      const body = usable(this);
      const buffer = bytesAtOnce(body) ?? (await readBytes(body));
      return load("form-data.mjs").decodeForm(buffer, mimeTypeOf(this));
    },
    async json() {
      const body = usable(this);
      return JSONParse(textAtOnce(body) ?? (await readText(body)));
    },
    async text() {
      const body = usable(this);
      return textAtOnce(body) ?? (await readText(body));
    },
  };
  const keys = ReflectOwnKeys(members);
  for (let i = 0; i < keys.length; i++) {
    const property = ObjectGetOwnPropertyDescriptor(members, keys[i]);
    ObjectDefineProperty(constructor.prototype, keys[i], property);
  }
}

// What is in memory costs no promise besides the script's; null stands for what is not.

function textAtOnce(body) {
  return body === null ? "" : body.consumeAtOnce(inMemoryText);
}

function bytesAtOnce(body) {
  if (body === null) {
    return new ArrayBuffer(0);
  }
  const bytes = body.consumeAtOnce(inMemoryBytes);
  return bytes === null ? null : fromHost(bytes);
}

const inMemoryText = (handle) => ops.body.textInMemory(handle);
const inMemoryBytes = (handle) => ops.body.bytesInMemory(handle);

const readText = (body) => body.consume((handle, done) => ops.body.text(handle, done));

async function readBytes(body) {
  return fromHost(await body.consume((handle, done) => ops.body.bytes(handle, done)));
}
