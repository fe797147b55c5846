// https://webassembly.github.io/spec/js-api/#tables

import { RangeError, TypeError } from "./internal/primordials.mjs";
import { guarded, ops } from "./internal/host.mjs";
import { adopt, objectOf, readTable, tableSize, writeTable } from "./internal/wasm/engine.mjs";
import { checkLimits, engineSize, toLimits, toSize } from "./internal/wasm/limits.mjs";
import { defaultValue, toJSValue, toWebAssemblyValue } from "./internal/wasm/values.mjs";
import {
  defineInterface,
  internalToken,
  isObject,
  requireArguments,
  toDictionary,
  toEnum,
} from "./internal/webidl.mjs";

const MAXIMUM_ELEMENTS = 10000000;

export let isTable;
/** The engine's table. */
export let addressOfTable;

export class Table {
  #address;
  #type;

  static {
    isTable = (value) => isObject(value) && #address in value;
    addressOfTable = (table) => table.#address;
  }

  constructor(descriptor, value = undefined) {
    requireArguments(arguments.length, 1, "new WebAssembly.Table()");
    if (descriptor === internalToken) {
      this.#address = value.address;
      this.#type = value.type;
      return;
    }
    const { element, limits } = toTableDescriptor(descriptor);
    this.#type = element;
    checkLimits(limits, MAXIMUM_ELEMENTS, "elements");
    const first = toElement(value, element);
    this.#address = ops.wasm.allocateTable(
      engineSize(limits.initial),
      engineSize(limits.maximum),
      element,
      first,
    );
    adopt(this.#address, this);
  }

  grow(delta, value = undefined) {
    const address = this.#address;
    requireArguments(arguments.length, 1, "grow()");
    const elements = toSize(delta, "What a table grows by");
    const added = toElement(value, this.#type);
    if (elements > MAXIMUM_ELEMENTS) {
      throw new RangeError(`A table has at most ${MAXIMUM_ELEMENTS} elements.`);
    }
    return guarded(() => ops.wasm.grow("table_grow", address, engineSize(elements), added));
  }

  get(index) {
    const address = this.#address;
    requireArguments(arguments.length, 1, "get()");
    const place = toSize(index, "The index");
    return toJSValue(readTable(address, this.#checked(place)), this.#type);
  }

  set(index, value = undefined) {
    const address = this.#address;
    requireArguments(arguments.length, 1, "set()");
    const place = toSize(index, "The index");
    const type = this.#type;
    const element = arguments.length < 2 ? defaultValue(type) : toWebAssemblyValue(value, type);
    writeTable(address, this.#checked(place), element);
  }

  get length() {
    return tableSize(this.#address);
  }

  #checked(place) {
    const size = tableSize(this.#address);
    if (place >= size) {
      throw new RangeError(`The table has ${size} elements, and none of index ${place}.`);
    }
    return engineSize(place);
  }
}
defineInterface(Table, "WebAssembly.Table");

/** https://webassembly.github.io/spec/js-api/#create-a-table-object */
export const tableObject = (address, type) =>
  objectOf(address, () => new Table(internalToken, { __proto__: null, address, type }));

const toElement = (value, type) =>
  value === undefined ? defaultValue(type) : toWebAssemblyValue(value, type);

function toTableDescriptor(value) {
  const dictionary = toDictionary(value, "The descriptor");
  const { element: kind } = dictionary ?? {};
  if (kind === undefined) {
    throw new TypeError("The descriptor needs a member element.");
  }
  const element = toEnum(kind, ["externref", "anyfunc"], "element");
  return { __proto__: null, element, limits: toLimits(dictionary) };
}
