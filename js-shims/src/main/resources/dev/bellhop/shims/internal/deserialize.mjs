// The second half of structured clone: makes a value of cells, in whatever realm.
// https://html.spec.whatwg.org/#structureddeserialize

import {
  ArrayPrototypeForEach,
  ArrayPrototypePush,
  BigInt,
  DataView,
  Date,
  Error,
  EvalError,
  Map,
  MapPrototypeSet,
  Object,
  ObjectDefineProperty,
  RangeError,
  ReferenceError,
  RegExp,
  Set,
  SetPrototypeAdd,
  SyntaxError,
  TypeError,
  URIError,
  typedArrays,
} from "./primordials.mjs";
import { END, tags } from "./clone-format.mjs";
import { arriving, endsOf } from "./moving-streams.mjs";
import { close, receive } from "./ports.mjs";
import { objectFrom } from "./serializable.mjs";

const errors = {
  __proto__: null,
  Error,
  EvalError,
  RangeError,
  ReferenceError,
  SyntaxError,
  TypeError,
  URIError,
};

/**
 * The value of these cells and the ports that came with it; `toBuffer(cell)` makes an ArrayBuffer
 * of a cell with bytes.
 */
export function deserialize(cells, toBuffer) {
  const count = cells[0];
  const ports = [];
  for (let i = 1; i <= count; i++) {
    ArrayPrototypePush(ports, receive(cells[i]));
  }
  try {
    const value = new Deserializer(cells, 1 + count, toBuffer, ports).read();
    return { value, ports };
  } catch (error) {
    ArrayPrototypeForEach(ports, close);
    throw error;
  }
}

class Deserializer {
  #cells;
  #next;
  #toBuffer;
  #ports;
  #objects = [];

  constructor(cells, next, toBuffer, ports) {
    this.#cells = cells;
    this.#next = next;
    this.#toBuffer = toBuffer;
    this.#ports = ports;
  }

  #take() {
    return this.#cells[this.#next++];
  }

  #made(object) {
    ArrayPrototypePush(this.#objects, object);
    return object;
  }

  read() {
    const tag = this.#take();
    switch (tag) {
      case tags.undefined:
        return undefined;
      case tags.null:
        return null;
      case tags.primitive:
        return this.#take();
      case tags.bigint:
        return BigInt(this.#take());
      case tags.reference:
        return this.#objects[this.#take()];
      case tags.object:
        return this.#readProperties(this.#made({}));
      case tags.array:
        return this.#readArray();
      case tags.map:
        return this.#readMap();
      case tags.set:
        return this.#readSet();
      case tags.date:
        return this.#made(new Date(this.#take()));
      case tags.regExp:
        return this.#made(new RegExp(this.#take(), this.#take()));
      case tags.buffer:
        return this.#made(this.#toBuffer(this.#take()));
      case tags.view:
        return this.#readView();
      case tags.error:
        return this.#readError();
      case tags.wrapper:
        return this.#made(Object(this.read()));
      case tags.port:
        return this.#made(this.#ports[this.#take()]);
      case tags.stream:
        return this.#readStream();
      default:
        return this.#readPlatformObject();
    }
  }

  #readProperties(target) {
    for (let key = this.#take(); key !== END; key = this.#take()) {
      define(target, key, this.read(), true);
    }
    return target;
  }

  #readArray() {
    const array = this.#made([]);
    array.length = this.#take();
    return this.#readProperties(array);
  }

  #readMap() {
    const map = this.#made(new Map());
    const count = this.#take();
    for (let i = 0; i < count; i += 2) {
      MapPrototypeSet(map, this.read(), this.read());
    }
    return map;
  }

  #readSet() {
    const set = this.#made(new Set());
    const count = this.#take();
    for (let i = 0; i < count; i++) {
      SetPrototypeAdd(set, this.read());
    }
    return set;
  }

  #readView() {
    const name = this.#take();
    const offset = this.#take();
    const length = this.#take();
    const buffer = this.read();
    const View = name === "DataView" ? DataView : typedArrays[name];
    return this.#made(new View(buffer, offset, length));
  }

  #readError() {
    const name = this.#take();
    const error = this.#made(new (errors[name] ?? Error)());
    const hasMessage = this.#take();
    const message = this.#take();
    if (hasMessage) {
      define(error, "message", message, false);
    }
    define(error, "stack", this.#take(), false);
    if (this.#take()) {
      define(error, "cause", this.read(), false);
    }
    return error;
  }

  #readStream() {
    const kind = this.#take();
    const ends = [];
    for (let i = 0; i < endsOf(kind); i++) {
      ArrayPrototypePush(ends, this.#take());
    }
    return this.#made(arriving(ends, kind));
  }

  #readPlatformObject() {
    const name = this.#take();
    const count = this.#take();
    const parts = [];
    for (let i = 0; i < count; i++) {
      ArrayPrototypePush(parts, this.#take());
    }
    return this.#made(objectFrom(name, parts));
  }
}

function define(target, key, value, enumerable) {
  ObjectDefineProperty(target, key, {
    __proto__: null,
    value,
    enumerable,
    writable: true,
    configurable: true,
  });
}
