// Bytes between scripts and the host: an ArrayBuffer on this side, a ByteBuffer on the other.

import {
  ArrayBuffer,
  ArrayBufferIsView,
  ArrayBufferPrototypeGetByteLength,
  ArrayBufferPrototypeGetDetached,
  ArrayBufferPrototypeSlice,
  DataViewPrototypeGetBuffer,
  DataViewPrototypeGetByteLength,
  DataViewPrototypeGetByteOffset,
  SharedArrayBufferPrototypeGetByteLength,
  TypeError,
  TypedArrayPrototypeGetBuffer,
  TypedArrayPrototypeGetByteLength,
  TypedArrayPrototypeGetByteOffset,
  TypedArrayPrototypeGetName,
  Uint8Array,
} from "./primordials.mjs";
import { ops } from "./host.mjs";

/** Whether the value is an ArrayBuffer or a view of one. */
export const isBufferSource = (value) => ArrayBufferIsView(value) || isArrayBuffer(value);

/** Whether a value is an ArrayBuffer, by its slots. */
export function isArrayBuffer(value) {
  try {
    ArrayBufferPrototypeGetByteLength(value);
    return true;
  } catch {
    return false;
  }
}

/** Whether a value is a SharedArrayBuffer, by its slots. */
export function isSharedArrayBuffer(value) {
  try {
    SharedArrayBufferPrototypeGetByteLength(value);
    return true;
  } catch {
    return false;
  }
}

export const isUint8Array = (value) => TypedArrayPrototypeGetName(value) === "Uint8Array";

/**
 * Where the bytes of a BufferSource are: its buffer, offset and length. One that is detached has no
 * bytes. https://webidl.spec.whatwg.org/#dfn-get-buffer-source-copy
 */
export function bytesOf(source) {
  if (!ArrayBufferIsView(source)) {
    if (!isArrayBuffer(source)) {
      throw new TypeError("The bytes must be an ArrayBuffer or a view on one.");
    }
    return ArrayBufferPrototypeGetDetached(source)
      ? noBytes()
      : { buffer: source, offset: 0, length: ArrayBufferPrototypeGetByteLength(source) };
  }
  const buffer = bufferOf(source);
  // It is one of the two. To ask for what it hardly ever is would be to catch an error each time.
  if (!isArrayBuffer(buffer)) {
    throw new TypeError("The bytes must not be in a SharedArrayBuffer.");
  }
  return ArrayBufferPrototypeGetDetached(buffer) ? noBytes() : extentOf(source, buffer);
}

/**
 * As bytesOf(), of an AllowSharedBufferSource.
 * https://webidl.spec.whatwg.org/#AllowSharedBufferSource
 */
export function bytesOfAny(source) {
  if (ArrayBufferIsView(source)) {
    const buffer = bufferOf(source);
    return isArrayBuffer(buffer) ? bytesOf(source) : extentOf(source, buffer);
  }
  if (!isArrayBuffer(source) && isSharedArrayBuffer(source)) {
    return {
      buffer: source,
      offset: 0,
      length: SharedArrayBufferPrototypeGetByteLength(source),
    };
  }
  return bytesOf(source);
}

const extentOf = (view, buffer) => ({
  buffer,
  offset: offsetOf(view),
  length: viewLengthOf(view),
});

const isDataView = (view) => TypedArrayPrototypeGetName(view) === undefined;

/** The buffer of a view. */
export const bufferOf = (view) =>
  isDataView(view) ? DataViewPrototypeGetBuffer(view) : TypedArrayPrototypeGetBuffer(view);

/** Where a view begins; its buffer must not be detached. */
export const offsetOf = (view) =>
  isDataView(view) ? DataViewPrototypeGetByteOffset(view) : TypedArrayPrototypeGetByteOffset(view);

/** How many bytes a view has; its buffer must not be detached. */
export const viewLengthOf = (view) =>
  isDataView(view) ? DataViewPrototypeGetByteLength(view) : TypedArrayPrototypeGetByteLength(view);

const noBytes = () => ({ buffer: new ArrayBuffer(0), offset: 0, length: 0 });

/** An ArrayBuffer with a copy of the bytes of a BufferSource. */
export function copyOf(source) {
  const { buffer, offset, length } = bytesOf(source);
  return ArrayBufferPrototypeSlice(buffer, offset, offset + length);
}

/** An ArrayBuffer of a script's own with the bytes of a host's ByteBuffer. */
export const fromHost = (byteBuffer) => ops.realm.arrayBuffer(byteBuffer);

/** A Uint8Array of a script's own with the bytes of a host's ByteBuffer. */
export const copyFromHost = (byteBuffer) => new Uint8Array(fromHost(byteBuffer));

export const byteLengthOf = (view) => TypedArrayPrototypeGetByteLength(view);
