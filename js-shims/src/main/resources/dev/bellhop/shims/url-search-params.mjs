// https://url.spec.whatwg.org/#interface-urlsearchparams

import {
  ArrayPrototypePush,
  ArrayPrototypeSort,
  StringPrototypeSlice,
  SymbolIterator,
  TypeError,
} from "./internal/primordials.mjs";
import { ops } from "./internal/host.mjs";
import { definePairIterable } from "./internal/pair-iterable.mjs";
import { toRecord } from "./internal/record.mjs";
import {
  defineInterface,
  isObject,
  requireArguments,
  sequenceFrom,
  toSequence,
  toUSVString,
} from "./internal/webidl.mjs";

/** Parameters of a URL: calls `changed` with the serialized list whenever a script changed it. */
export let connectedParams;

/** Sets the list to what a query holds, without telling the URL. */
export let resetParams;

export let isURLSearchParams;

let listOf;

export class URLSearchParams {
  /** Pairs of name and value. */
  #list = [];
  #changed = null;

  static {
    connectedParams = (query, changed) => {
      const params = new URLSearchParams();
      params.#list = parse(query);
      params.#changed = changed;
      return params;
    };
    resetParams = (params, query) => {
      params.#list = parse(query);
    };
    isURLSearchParams = (value) => isObject(value) && #list in value;
    listOf = (params) => params.#list;
  }

  constructor(init = "") {
    this.#list = initialList(init);
  }

  get size() {
    return this.#list.length;
  }

  append(name, value) {
    const list = this.#list;
    requireArguments(arguments.length, 2, "append()");
    ArrayPrototypePush(list, [toUSVString(name), toUSVString(value)]);
    this.#update();
  }

  delete(name, value = undefined) {
    const list = this.#list;
    requireArguments(arguments.length, 1, "delete()");
    const matches = matcher(name, value);
    const kept = [];
    for (let i = 0; i < list.length; i++) {
      if (!matches(list[i])) {
        ArrayPrototypePush(kept, list[i]);
      }
    }
    this.#list = kept;
    this.#update();
  }

  get(name) {
    const list = this.#list;
    requireArguments(arguments.length, 1, "get()");
    const index = find(list, matcher(name, undefined));
    return index < 0 ? null : list[index][1];
  }

  getAll(name) {
    const list = this.#list;
    requireArguments(arguments.length, 1, "getAll()");
    const matches = matcher(name, undefined);
    const values = [];
    for (let i = 0; i < list.length; i++) {
      if (matches(list[i])) {
        ArrayPrototypePush(values, list[i][1]);
      }
    }
    return values;
  }

  has(name, value = undefined) {
    const list = this.#list;
    requireArguments(arguments.length, 1, "has()");
    return find(list, matcher(name, value)) >= 0;
  }

  set(name, value) {
    const list = this.#list;
    requireArguments(arguments.length, 2, "set()");
    const matches = matcher(name, undefined);
    const pair = [toUSVString(name), toUSVString(value)];
    const first = find(list, matches);
    if (first < 0) {
      ArrayPrototypePush(list, pair);
    } else {
      const kept = [];
      for (let i = 0; i < list.length; i++) {
        if (i === first) {
          ArrayPrototypePush(kept, pair);
        } else if (!matches(list[i])) {
          ArrayPrototypePush(kept, list[i]);
        }
      }
      this.#list = kept;
    }
    this.#update();
  }

  sort() {
    ArrayPrototypeSort(this.#list, (a, b) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0));
    this.#update();
  }

  toString() {
    return serializeParams(this);
  }

  /** https://url.spec.whatwg.org/#concept-urlsearchparams-update */
  #update() {
    if (this.#changed !== null) {
      this.#changed(serialize(this.#list));
    }
  }
}
defineInterface(URLSearchParams, "URLSearchParams");
definePairIterable(URLSearchParams, "URLSearchParams", listOf);

/** https://url.spec.whatwg.org/#urlsearchparams-stringification-behavior */
export const serializeParams = (params) => serialize(listOf(params));

function initialList(init) {
  if (isObject(init)) {
    const method = init[SymbolIterator];
    return method === undefined || method === null
      ? toRecord(init, toUSVString, toUSVString)
      : pairsOf(init, method);
  }
  const string = toUSVString(init);
  return parse(string[0] === "?" ? StringPrototypeSlice(string, 1) : string);
}

function pairsOf(iterable, method) {
  if (typeof method !== "function") {
    throw new TypeError("What URLSearchParams is made from must be iterable.");
  }
  const pairs = sequenceFrom(iterable, method, (pair) =>
    toSequence(pair, toUSVString, "A parameter"),
  );
  for (let i = 0; i < pairs.length; i++) {
    if (pairs[i].length !== 2) {
      throw new TypeError(
        `A parameter must be a name and a value, but parameter ${i} has length ${pairs[i].length}.`,
      );
    }
  }
  return pairs;
}

function matcher(name, value) {
  const wantedName = toUSVString(name);
  const wantedValue = value === undefined ? undefined : toUSVString(value);
  return (pair) =>
    pair[0] === wantedName && (wantedValue === undefined || pair[1] === wantedValue);
}

function find(list, matches) {
  for (let i = 0; i < list.length; i++) {
    if (matches(list[i])) {
      return i;
    }
  }
  return -1;
}

function parse(query) {
  const list = [];
  if (query !== "") {
    const flat = ops.url.parseForm(query);
    for (let i = 0; i < flat.length; i += 2) {
      ArrayPrototypePush(list, [flat[i], flat[i + 1]]);
    }
  }
  return list;
}

function serialize(list) {
  const flat = [];
  for (let i = 0; i < list.length; i++) {
    ArrayPrototypePush(flat, list[i][0], list[i][1]);
  }
  return ops.url.serializeForm(flat);
}
