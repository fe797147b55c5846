// https://fetch.spec.whatwg.org/#bodyinit-unions

import { TypeError } from "./primordials.mjs";
import { load, ops } from "./host.mjs";
import { isObject, toUSVString } from "./webidl.mjs";
import { bytesOf, isBufferSource } from "./bytes.mjs";
import { InnerBody } from "./inner-body.mjs";

const STREAM = "stream";
const BLOB = "blob";
const FORM_DATA = "form-data";
const SEARCH_PARAMS = "search-params";
const BUFFER = "buffer";
const TEXT = "text";

/** Converts a BodyInit: what it is, and its value. */
export function toBodyInit(value) {
  if (!isObject(value)) {
    return { kind: TEXT, value: toUSVString(value) };
  }
  if (isBufferSource(value)) {
    return { kind: BUFFER, value };
  }
  if (load("blob.mjs").isBlob(value)) {
    return { kind: BLOB, value };
  }
  if (load("form-data.mjs").isFormData(value)) {
    return { kind: FORM_DATA, value };
  }
  if (load("url-search-params.mjs").isURLSearchParams(value)) {
    return { kind: SEARCH_PARAMS, value };
  }
  if (load("internal/body-streams.mjs").isReadableStream(value)) {
    return { kind: STREAM, value };
  }
  return { kind: TEXT, value: toUSVString(value) };
}

/** https://fetch.spec.whatwg.org/#concept-bodyinit-extract: the body, and its type or null. */
export function extract({ kind, value }, keepalive = false) {
  switch (kind) {
    case TEXT:
      return fromHandle(ops.body.ofText(value), "text/plain;charset=UTF-8");
    case BUFFER: {
      const { buffer, offset, length } = bytesOf(value);
      return fromHandle(ops.body.ofBytes(buffer, offset, length), null);
    }
    case BLOB: {
      const blob = load("blob.mjs");
      return fromHandle(blob.bytesOf(value), blob.typeOf(value) || null);
    }
    case FORM_DATA: {
      const { handle, type } = load("form-data.mjs").encodeForm(value);
      return fromHandle(handle, type);
    }
    case SEARCH_PARAMS: {
      const text = load("url-search-params.mjs").serializeParams(value);
      return fromHandle(
        ops.body.ofText(text),
        "application/x-www-form-urlencoded;charset=UTF-8",
      );
    }
    default:
      return { body: fromStream(value, keepalive), type: null };
  }
}

const fromHandle = (handle, type) => ({ body: InnerBody.ofHandle(handle, true), type });

function fromStream(stream, keepalive) {
  if (keepalive) {
    throw new TypeError("A request with keepalive cannot have a stream as its body.");
  }
  const body = InnerBody.ofStream(stream);
  if (body.isUnusable) {
    throw new TypeError("The stream has been read from or is locked; a body needs a fresh one.");
  }
  return body;
}
