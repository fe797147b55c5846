// https://w3c.github.io/push-api/#pushmessagedata-interface

import {
  ArrayBufferPrototypeGetByteLength,
  ArrayBufferPrototypeSlice,
  JSONParse,
  Uint8Array,
} from "./internal/primordials.mjs";
import { load, ops } from "./internal/host.mjs";
import { defineInterface, internalToken, requireToken } from "./internal/webidl.mjs";

/** What a push message carries. Each method gives the bytes anew. */
export class PushMessageData {
  #buffer;

  constructor(token = undefined, buffer) {
    requireToken(token, "PushMessageData");
    this.#buffer = buffer;
  }

  arrayBuffer() {
    return ArrayBufferPrototypeSlice(this.#buffer, 0);
  }

  blob() {
    const bytes = ops.blob.concatenate([this.#buffer]);
    return load("blob.mjs").createBlob(bytes, "");
  }

  bytes() {
    return new Uint8Array(ArrayBufferPrototypeSlice(this.#buffer, 0));
  }

  json() {
    return JSONParse(decode(this.#buffer));
  }

  text() {
    return decode(this.#buffer);
  }
}
defineInterface(PushMessageData, "PushMessageData");

/** https://encoding.spec.whatwg.org/#utf-8-decode */
const decode = (buffer) =>
  ops.encoding
    .decoder("utf-8", false, false)
    .decodeLast(buffer, 0, ArrayBufferPrototypeGetByteLength(buffer));

export const messageDataOf = (buffer) => new PushMessageData(internalToken, buffer);
