// Bytes between scripts and the host: an ArrayBuffer on this side, a ByteBuffer on the other.

import {
  ArrayBuffer,
  ArrayBufferIsView,
  ArrayBufferPrototypeGetByteLength,
  ArrayBufferPrototypeSlice,
  DataViewPrototypeGetBuffer,
  DataViewPrototypeGetByteLength,
  DataViewPrototypeGetByteOffset,
  TypedArrayPrototypeGetBuffer,
  TypedArrayPrototypeGetByteLength,
  TypedArrayPrototypeGetByteOffset,
  TypedArrayPrototypeGetName,
} from "./primordials.mjs";

/** Whether the value is an ArrayBuffer or a view of one. */
export const isBufferSource = (value) => ArrayBufferIsView(value) || isArrayBuffer(value);

function isArrayBuffer(value) {
  try {
    ArrayBufferPrototypeGetByteLength(value);
    return true;
  } catch {
    return false;
  }
}

export const isUint8Array = (value) => TypedArrayPrototypeGetName(value) === "Uint8Array";

/** An ArrayBuffer with a copy of the bytes of a BufferSource. */
export function copyOf(source) {
  if (!ArrayBufferIsView(source)) {
    return ArrayBufferPrototypeSlice(source, 0);
  }
  const isTyped = TypedArrayPrototypeGetName(source) !== undefined;
  const buffer = isTyped ? TypedArrayPrototypeGetBuffer(source) : DataViewPrototypeGetBuffer(source);
  const offset = isTyped
    ? TypedArrayPrototypeGetByteOffset(source)
    : DataViewPrototypeGetByteOffset(source);
  const length = isTyped
    ? TypedArrayPrototypeGetByteLength(source)
    : DataViewPrototypeGetByteLength(source);
  return ArrayBufferPrototypeSlice(buffer, offset, offset + length);
}

/** An ArrayBuffer of a script's own with the bytes of a host's ByteBuffer. */
export const fromHost = (byteBuffer) => ArrayBufferPrototypeSlice(new ArrayBuffer(byteBuffer), 0);
