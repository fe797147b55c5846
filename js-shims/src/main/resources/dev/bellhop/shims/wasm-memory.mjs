// https://webassembly.github.io/spec/js-api/#memories

import {
  ArrayBuffer,
  ObjectFreeze,
  RangeError,
  SharedArrayBufferPrototypeGetByteLength,
  TypeError,
  detachBuffer,
} from "./internal/primordials.mjs";
import { guarded, load, ops } from "./internal/host.mjs";
import { mistake } from "./internal/mistakes.mjs";
import { adopt, objectOf, onMemoryGrown } from "./internal/wasm/engine.mjs";
import { checkLimits, engineSize, toLimits, toSize } from "./internal/wasm/limits.mjs";
import {
  defineInterface,
  internalToken,
  isObject,
  requireArguments,
  toDictionary,
} from "./internal/webidl.mjs";

const PAGE = 65536;
const MAXIMUM_PAGES = 65536;

export let isMemory;
/** The engine's memory; null for one that is shared. */
export let addressOfMemory;

export class Memory {
  #address;
  #buffer = null;

  static {
    isMemory = (value) => isObject(value) && #address in value;
    addressOfMemory = (memory) => memory.#address;
    // https://webassembly.github.io/spec/js-api/#refresh-the-memory-buffer
    onMemoryGrown((memory) => {
      if (memory.#buffer !== null) {
        detachBuffer(memory.#buffer);
        memory.#buffer = null;
      }
    });
  }

  constructor(descriptor, address = undefined) {
    requireArguments(arguments.length, 1, "new WebAssembly.Memory()");
    if (descriptor === internalToken) {
      this.#address = address;
      return;
    }
    const { initial, maximum, shared } = toMemoryDescriptor(descriptor);
    if (shared) {
      this.#address = null;
      this.#buffer = ObjectFreeze(load("internal/shared-memory.mjs").createShared(initial * PAGE));
    } else {
      this.#address = guarded(() => ops.wasm.allocateMemory(engineSize(initial), engineSize(maximum)));
      adopt(this.#address, this);
    }
  }

  grow(delta) {
    const address = this.#address;
    requireArguments(arguments.length, 1, "grow()");
    const pages = toSize(delta, "What a memory grows by");
    if (address === null) {
      return growShared(this.#buffer, pages);
    }
    if (pages > MAXIMUM_PAGES) {
      throw new RangeError(`A memory has at most ${MAXIMUM_PAGES} pages.`);
    }
    return guarded(() => ops.wasm.grow("mem_grow", address, engineSize(pages)));
  }

  get buffer() {
    this.#buffer ??= new ArrayBuffer(this.#address);
    return this.#buffer;
  }
}
defineInterface(Memory, "WebAssembly.Memory");

/** https://webassembly.github.io/spec/js-api/#create-a-memory-object */
export const memoryObject = (address) =>
  objectOf(address, () => new Memory(internalToken, address));

function toMemoryDescriptor(value) {
  const dictionary = toDictionary(value, "The descriptor");
  const limits = toLimits(dictionary);
  // https://github.com/WebAssembly/threads/blob/main/proposals/threads/Overview.md
  const shared = !!dictionary.shared;
  if (shared && limits.maximum === null) {
    throw new TypeError("A memory that is shared needs a maximum.");
  }
  checkLimits(limits, MAXIMUM_PAGES, "pages");
  if (limits.maximum > MAXIMUM_PAGES) {
    throw new RangeError(`A memory has at most ${MAXIMUM_PAGES} pages.`);
  }
  return { __proto__: null, initial: limits.initial, maximum: limits.maximum, shared };
}

function growShared(buffer, pages) {
  if (pages > 0) {
    mistake("no-shared-memory");
    throw new RangeError("A memory that is shared cannot grow here.");
  }
  return SharedArrayBufferPrototypeGetByteLength(buffer) / PAGE;
}
