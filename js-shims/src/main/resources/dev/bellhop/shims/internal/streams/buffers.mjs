// Buffers and views of byte streams. https://streams.spec.whatwg.org/#misc-abstract-ops

import {
  ArrayBuffer,
  ArrayBufferIsView,
  ArrayBufferPrototypeGetByteLength,
  ArrayBufferPrototypeGetDetached,
  ArrayBufferPrototypeGetResizable,
  ArrayBufferPrototypeTransfer,
  DataView,
  TypeError,
  TypedArrayPrototypeGetName,
  TypedArrayPrototypeSet,
  Uint8Array,
  typedArrays,
} from "../primordials.mjs";
import { bufferOf, isArrayBuffer, offsetOf, viewLengthOf } from "../bytes.mjs";

/** What is known of a view: its buffer, where it begins, how long it is and what makes one. */
export function describe(view) {
  const name = TypedArrayPrototypeGetName(view);
  const View = name === undefined ? DataView : typedArrays[name];
  const buffer = bufferOf(view);
  const isGone = isDetached(buffer);
  return {
    buffer,
    byteOffset: isGone ? 0 : offsetOf(view),
    byteLength: isGone ? 0 : viewLengthOf(view),
    elementSize: name === undefined ? 1 : View.BYTES_PER_ELEMENT,
    View,
  };
}

/** https://webidl.spec.whatwg.org/#js-buffer-source-types: neither shared nor resizable. */
export function requireView(value) {
  if (!ArrayBufferIsView(value)) {
    throw new TypeError("A chunk of bytes must be a typed array or a DataView.");
  }
  const buffer = bufferOf(value);
  if (!isArrayBuffer(buffer) || ArrayBufferPrototypeGetResizable(buffer)) {
    throw new TypeError("A chunk of bytes must be in an ArrayBuffer of fixed length.");
  }
}

export const isDetached = (buffer) => ArrayBufferPrototypeGetDetached(buffer);

/** https://streams.spec.whatwg.org/#transfer-array-buffer */
export const transfer = (buffer) => ArrayBufferPrototypeTransfer(buffer);

export const lengthOf = (buffer) => ArrayBufferPrototypeGetByteLength(buffer);

export function clone(buffer, offset, length) {
  const cloned = new ArrayBuffer(length);
  copy(cloned, 0, buffer, offset, length);
  return cloned;
}

/** https://streams.spec.whatwg.org/#abstract-opdef-cloneasuint8array */
export function cloneAsUint8Array(view) {
  const { buffer, byteOffset, byteLength } = describe(view);
  return new Uint8Array(clone(buffer, byteOffset, byteLength));
}

/** https://streams.spec.whatwg.org/#abstract-opdef-cancopydatablockbytes is the caller's to see to. */
export function copy(target, targetOffset, source, sourceOffset, length) {
  TypedArrayPrototypeSet(
    new Uint8Array(target, targetOffset, length),
    new Uint8Array(source, sourceOffset, length),
  );
}
