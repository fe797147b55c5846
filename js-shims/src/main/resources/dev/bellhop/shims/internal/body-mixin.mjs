// https://fetch.spec.whatwg.org/#body-mixin

import {
  ArrayBuffer,
  JSONParse,
  PromisePrototypeThen,
  PromiseReject,
  PromiseResolve,
  TypeError,
  Uint8Array,
} from "./primordials.mjs";
import { load, ops } from "./host.mjs";
import { fromHost } from "./bytes.mjs";
import { include } from "./webidl.mjs";
import { flatten } from "../headers.mjs";

/**
 * Gives an interface the members of Body. `bodyOf` gives an object's InnerBody or null, `listOf` its
 * header list; both throw where the receiver is wrong.
 */
export function includeBody(constructor, bodyOf, listOf) {
  // A promise that is rejected at once says in the same turn why: no function is async here.
  const consume = (object, read) => {
    let body;
    try {
      body = bodyOf(object);
    } catch (error) {
      return PromiseReject(error);
    }
    if (body?.isUnusable) {
      const message = "The body has been read already; clone() before reading it twice.";
      return PromiseReject(new TypeError(message));
    }
    const failure = body?.failure ?? null;
    return failure === null ? read(body) : PromiseReject(failure.reason);
  };
  const mimeTypeOf = (object) => ops.fetch.mimeType(flatten(listOf(object)));
  const members = {
    get body() {
      return bodyOf(this)?.stream ?? null;
    },
    get bodyUsed() {
      return bodyOf(this)?.isDisturbed ?? false;
    },
    arrayBuffer() {
      return consume(this, (body) => readBytes(body, (buffer) => buffer));
    },
    blob() {
      return consume(this, (body) => {
        const { createBlob } = load("blob.mjs");
        const type = mimeTypeOf(this)?.[0] ?? "";
        return body === null
          ? PromiseResolve(createBlob(ops.body.ofText(""), type))
          : PromisePrototypeThen(
              body.consume((handle, done) => ops.body.blob(handle, done)),
              ({ value }) => createBlob(value, type),
            );
      });
    },
    bytes() {
      return consume(this, (body) => readBytes(body, (buffer) => new Uint8Array(buffer)));
    },
    formData() {
      return consume(this, (body) =>
        readBytes(body, (buffer) => load("form-data.mjs").decodeForm(buffer, mimeTypeOf(this))),
      );
    },
    json() {
      return consume(this, (body) => readText(body, JSONParse));
    },
    text() {
      return consume(this, (body) => readText(body, (text) => text));
    },
  };
  include(constructor.prototype, members);
}

function readText(body, convert) {
  if (body === null) {
    return converted(convert, "");
  }
  const text = body.consumeAtOnce((handle) => ops.body.textInMemory(handle));
  return text === null
    ? PromisePrototypeThen(
        body.consume((handle, done) => ops.body.text(handle, done)),
        ({ value }) => convert(value),
      )
    : converted(convert, text);
}

function readBytes(body, convert) {
  if (body === null) {
    return converted(convert, new ArrayBuffer(0));
  }
  const bytes = body.consumeAtOnce((handle) => ops.body.bytesInMemory(handle));
  return bytes === null
    ? PromisePrototypeThen(
        body.consume((handle, done) => ops.body.bytes(handle, done)),
        ({ value }) => convert(fromHost(value)),
      )
    : converted(convert, bytes);
}

function converted(convert, value) {
  try {
    return PromiseResolve(convert(value));
  } catch (error) {
    return PromiseReject(error);
  }
}
