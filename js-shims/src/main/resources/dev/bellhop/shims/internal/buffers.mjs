// Bytes between scripts and the host.

import {
  ArrayBuffer,
  ArrayBufferIsView,
  ArrayBufferPrototypeGetByteLength,
  DataViewPrototypeGetBuffer,
  DataViewPrototypeGetByteLength,
  DataViewPrototypeGetByteOffset,
  TypeError,
  TypedArrayPrototypeGetBuffer,
  TypedArrayPrototypeGetByteLength,
  TypedArrayPrototypeGetByteOffset,
  TypedArrayPrototypeGetName,
  Uint8Array,
} from "./primordials.mjs";

/** Whether a value is an ArrayBuffer, by its slots. */
export function isArrayBuffer(value) {
  try {
    ArrayBufferPrototypeGetByteLength(value);
    return true;
  } catch {
    return false;
  }
}

/** Whether a value is a BufferSource. https://webidl.spec.whatwg.org/#BufferSource */
export const isBufferSource = (value) => ArrayBufferIsView(value) || isArrayBuffer(value);

/** Where the bytes of a BufferSource are: {buffer, offset, length}. */
export function bytesOf(source) {
  if (!ArrayBufferIsView(source)) {
    if (!isArrayBuffer(source)) {
      throw new TypeError("The bytes must be an ArrayBuffer or a view on one.");
    }
    return { buffer: source, offset: 0, length: ArrayBufferPrototypeGetByteLength(source) };
  }
  if (TypedArrayPrototypeGetName(source) === undefined) {
    return {
      buffer: DataViewPrototypeGetBuffer(source),
      offset: DataViewPrototypeGetByteOffset(source),
      length: DataViewPrototypeGetByteLength(source),
    };
  }
  return {
    buffer: TypedArrayPrototypeGetBuffer(source),
    offset: TypedArrayPrototypeGetByteOffset(source),
    length: TypedArrayPrototypeGetByteLength(source),
  };
}

/** A Uint8Array of its own with a copy of the bytes of a host's buffer. */
export const copyFromHost = (hostBuffer) =>
  new Uint8Array(new Uint8Array(new ArrayBuffer(hostBuffer)));
