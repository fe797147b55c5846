// Copies of what scripts give as bytes.

import {
  ArrayBufferPrototypeSlice,
  TypedArrayPrototypeGetByteLength,
  TypedArrayPrototypeGetBuffer,
  TypedArrayPrototypeGetName,
} from "./primordials.mjs";
import { bytesOf, copyFromHost } from "./buffers.mjs";

export const isUint8Array = (value) => TypedArrayPrototypeGetName(value) === "Uint8Array";
export const byteLengthOf = (view) => TypedArrayPrototypeGetByteLength(view);

/** An ArrayBuffer with a copy of the bytes of a BufferSource. */
export function copyOf(source) {
  const { buffer, offset, length } = bytesOf(source);
  return ArrayBufferPrototypeSlice(buffer, offset, offset + length);
}

/** An ArrayBuffer of its own with a copy of the bytes of a host's buffer. */
export const bufferFromHost = (hostBuffer) =>
  TypedArrayPrototypeGetBuffer(copyFromHost(hostBuffer));
