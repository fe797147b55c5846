// Shows any value as text for the console. It reads own properties only and calls no getter and no
// method of the value; what a proxy's traps throw is shown as such.

import {
  ArrayIsArray,
  ArrayPrototypeIncludes,
  ArrayPrototypeJoin,
  ArrayPrototypePop,
  ArrayPrototypePush,
  ArrayPrototypeShift,
  ArrayBufferPrototypeGetByteLength,
  DatePrototypeGetTime,
  DatePrototypeToISOString,
  Error,
  JSONStringify,
  MapPrototypeForEach,
  MapPrototypeGetSize,
  MathTrunc,
  NumberIsNaN,
  NumberPrototypeToString,
  ObjectGetPrototypeOf,
  ObjectIs,
  ReflectGetOwnPropertyDescriptor,
  ReflectOwnKeys,
  RegExp,
  RegExpPrototypeExec,
  RegExpPrototypeToString,
  SetPrototypeForEach,
  SetPrototypeGetSize,
  String,
  StringPrototypePadEnd,
  StringPrototypeSlice,
  StringPrototypeStartsWith,
  SymbolPrototypeToString,
  SymbolToStringTag,
  TypedArrayPrototypeGetLength,
  TypedArrayPrototypeGetName,
} from "./primordials.mjs";

const LINE = 72;
const MOST_ENTRIES = 100;
const MOST_DEPTH = 3;
const IDENTIFIER = /^[A-Za-z_$][\w$]*$/;

/** Any value as text; strings are quoted. */
export const inspect = (value, depth = 0, seen = []) => {
  try {
    return show(value, depth, seen);
  } catch {
    return "[value that cannot be shown]";
  }
};

/** Any value as console.log() shows it: strings as they are. */
export const display = (value) => (typeof value === "string" ? value : inspect(value));

function show(value, depth, seen) {
  switch (typeof value) {
    case "string":
      return JSONStringify(value);
    case "number":
      return ObjectIs(value, -0) ? "-0" : NumberPrototypeToString(value);
    case "bigint":
      return `${value}n`;
    case "symbol":
      return SymbolPrototypeToString(value);
    case "function":
      return showFunction(value);
    case "object":
      return value === null ? "null" : showObject(value, depth, seen);
    default:
      return String(value);
  }
}

function ownText(object, key) {
  const property = ReflectGetOwnPropertyDescriptor(object, key);
  return typeof property?.value === "string" ? property.value : undefined;
}

function showFunction(value) {
  const name = ownText(value, "name");
  return name ? `[Function: ${name}]` : "[Function (anonymous)]";
}

/** The name of the constructor, found without a getter. */
function className(object) {
  for (let o = object; o !== null; o = ObjectGetPrototypeOf(o)) {
    const property = ReflectGetOwnPropertyDescriptor(o, "constructor");
    if (typeof property?.value === "function") {
      return ownText(property.value, "name") ?? "";
    }
  }
  return "[null prototype]";
}

const tagOf = (object) => {
  for (let o = object; o !== null; o = ObjectGetPrototypeOf(o)) {
    const tag = ownText(o, SymbolToStringTag);
    if (tag !== undefined) {
      return tag;
    }
  }
  return undefined;
};

export const attempt = (steps) => {
  try {
    return steps();
  } catch {
    return undefined;
  }
};

function showObject(value, depth, seen) {
  if (ArrayPrototypeIncludes(seen, value)) {
    return "[Circular]";
  }
  const stack = ownText(value, "stack");
  if (stack !== undefined && isErrorLike(value)) {
    return showError(value, stack, depth, seen);
  }
  const time = attempt(() => DatePrototypeGetTime(value));
  if (time !== undefined) {
    return NumberIsNaN(time) ? "Invalid Date" : DatePrototypeToISOString(value);
  }
  if (value instanceof RegExp) {
    const pattern = attempt(() => RegExpPrototypeToString(value));
    if (pattern !== undefined) {
      return pattern;
    }
  }
  const name = className(value);
  if (depth > MOST_DEPTH) {
    return ArrayIsArray(value) ? "[Array]" : `[${name || "Object"}]`;
  }
  ArrayPrototypePush(seen, value);
  try {
    return showContents(value, name, depth, seen);
  } finally {
    ArrayPrototypePop(seen);
  }
}

const isErrorLike = (value) => {
  for (let o = value; o !== null; o = ObjectGetPrototypeOf(o)) {
    if (o === Error.prototype) {
      return true;
    }
  }
  return false;
};

function showError(error, stack, depth, seen) {
  const cause = ReflectGetOwnPropertyDescriptor(error, "cause");
  return cause !== undefined && "value" in cause
    ? `${stack}\n  caused by ${inspect(cause.value, depth + 1, seen)}`
    : stack;
}

function showContents(value, name, depth, seen) {
  const next = depth + 1;
  if (ArrayIsArray(value)) {
    const prefix = name === "Array" ? "" : `${name}(${value.length}) `;
    return wrap(`${prefix}[`, elements(value, value.length, next, seen), "]", depth);
  }
  const length = attempt(() => TypedArrayPrototypeGetLength(value));
  if (length !== undefined) {
    const kind = TypedArrayPrototypeGetName(value);
    return wrap(`${kind}(${length}) [`, elements(value, length, next, seen), "]", depth);
  }
  const mapSize = attempt(() => MapPrototypeGetSize(value));
  if (mapSize !== undefined) {
    const entries = [];
    MapPrototypeForEach(value, (item, key) => {
      addLimited(entries, () => `${inspect(key, next, seen)} => ${inspect(item, next, seen)}`);
    });
    return wrap(`Map(${mapSize}) {`, limited(entries, mapSize), "}", depth);
  }
  const setSize = attempt(() => SetPrototypeGetSize(value));
  if (setSize !== undefined) {
    const entries = [];
    SetPrototypeForEach(value, (item) => {
      addLimited(entries, () => inspect(item, next, seen));
    });
    return wrap(`Set(${setSize}) {`, limited(entries, setSize), "}", depth);
  }
  const bytes = attempt(() => ArrayBufferPrototypeGetByteLength(value));
  if (bytes !== undefined) {
    return `ArrayBuffer { byteLength: ${bytes} }`;
  }
  return showPlain(value, name, depth, seen);
}

function showPlain(value, name, depth, seen) {
  const tag = tagOf(value);
  const label = tag !== undefined && tag !== name ? `${name} [${tag}]` : name;
  const prefix = label === "Object" ? "" : `${label} `;
  return wrap(`${prefix}{`, properties(value, depth + 1, seen), "}", depth);
}

function addLimited(entries, make) {
  if (entries.length < MOST_ENTRIES) {
    ArrayPrototypePush(entries, make());
  }
}

function limited(entries, count) {
  if (count > entries.length) {
    ArrayPrototypePush(entries, `... ${count - entries.length} more`);
  }
  return entries;
}

function elements(list, length, depth, seen) {
  const entries = [];
  for (let i = 0; i < length && i < MOST_ENTRIES; i++) {
    const property = ReflectGetOwnPropertyDescriptor(list, i);
    ArrayPrototypePush(
      entries,
      property === undefined ? "<empty>" : showProperty(property, depth, seen),
    );
  }
  return limited(entries, length);
}

function properties(object, depth, seen) {
  const keys = ReflectOwnKeys(object);
  const entries = [];
  let count = 0;
  for (let i = 0; i < keys.length; i++) {
    const property = ReflectGetOwnPropertyDescriptor(object, keys[i]);
    if (property?.enumerable) {
      count++;
      addLimited(entries, () => `${showKey(keys[i])}: ${showProperty(property, depth, seen)}`);
    }
  }
  return limited(entries, count);
}

function showKey(key) {
  if (typeof key === "symbol") {
    return `[${SymbolPrototypeToString(key)}]`;
  }
  return RegExpPrototypeExec(IDENTIFIER, key) === null ? JSONStringify(key) : key;
}

function showProperty(property, depth, seen) {
  if ("value" in property) {
    return inspect(property.value, depth, seen);
  }
  return property.get === undefined ? "[Setter]" : property.set ? "[Getter/Setter]" : "[Getter]";
}

function wrap(open, entries, close, depth) {
  if (entries.length === 0) {
    return open + close;
  }
  const line = ArrayPrototypeJoin(entries, ", ");
  if (line.length + open.length <= LINE) {
    return close === "]" ? `${open}${line}]` : `${open} ${line} }`;
  }
  const indent = StringPrototypePadEnd("", 2 * (depth + 1));
  const outdent = StringPrototypePadEnd("", 2 * depth);
  return `${open}\n${indent}${ArrayPrototypeJoin(entries, `,\n${indent}`)}\n${outdent}${close}`;
}

/** Fills the placeholders of a message. https://console.spec.whatwg.org/#formatter */
export function format(args) {
  if (args.length === 0) {
    return "";
  }
  const rest = [];
  for (let i = 0; i < args.length; i++) {
    ArrayPrototypePush(rest, args[i]);
  }
  let text = display(ArrayPrototypeShift(rest));
  if (typeof args[0] === "string") {
    text = substitute(text, rest);
  }
  for (let i = 0; i < rest.length; i++) {
    text += ` ${display(rest[i])}`;
  }
  return text;
}

function substitute(template, rest) {
  let result = "";
  for (let i = 0; i < template.length; i++) {
    const two = StringPrototypeSlice(template, i, i + 2);
    if (two === "%%") {
      result += "%";
      i++;
    } else if (two.length === 2 && StringPrototypeStartsWith(two, "%") && rest.length > 0) {
      const shown = placeholder(two[1], rest[0]);
      if (shown === null) {
        result += "%";
      } else {
        ArrayPrototypeShift(rest);
        result += shown;
        i++;
      }
    } else {
      result += template[i];
    }
  }
  return result;
}

function placeholder(letter, value) {
  switch (letter) {
    case "s":
      return display(value);
    case "d":
    case "i":
      return number(value, MathTrunc);
    case "f":
      return number(value, (n) => n);
    case "o":
    case "O":
      return inspect(value);
    case "c":
      return "";
    default:
      return null;
  }
}

function number(value, convert) {
  if (typeof value === "bigint") {
    return `${value}n`;
  }
  const parsed = typeof value === "number" ? value : typeof value === "string" ? +value : NaN;
  return `${convert(parsed)}`;
}
