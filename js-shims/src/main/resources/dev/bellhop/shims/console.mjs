// https://console.spec.whatwg.org/

import {
  ArrayPrototypeConcat,
  ArrayPrototypeForEach,
  ArrayPrototypeIncludes,
  ArrayPrototypeJoin,
  ArrayPrototypeMap,
  ArrayPrototypePush,
  ArrayPrototypeSlice,
  Error,
  Map,
  MapPrototypeDelete,
  MapPrototypeForEach,
  MapPrototypeGet,
  MapPrototypeGetSize,
  MapPrototypeSet,
  MathMax,
  NumberPrototypeToFixed,
  ObjectCreate,
  ObjectDefineProperty,
  ObjectKeys,
  ObjectPrototype,
  ReflectApply,
  ReflectGetOwnPropertyDescriptor,
  SetPrototypeForEach,
  SetPrototypeGetSize,
  StringPrototypePadEnd,
  StringPrototypeRepeat,
  StringPrototypeSlice,
  StringPrototypeSplit,
  SymbolToStringTag,
} from "./internal/primordials.mjs";
import { ops } from "./internal/host.mjs";
import { isObject, toDOMString, toSequence } from "./internal/webidl.mjs";
import { attempt, display, format, inspect } from "./internal/inspect.mjs";

const counts = new Map();
const timers = new Map();
let indent = "";

function write(level, text) {
  const lines =
    indent === "" ? text : indent + ArrayPrototypeJoin(StringPrototypeSplit(text, "\n"), `\n${indent}`);
  ops.console.write(level, lines);
}

const toLabel = (value) => (value === undefined ? "default" : toDOMString(value));

const members = {
  assert(condition = false, ...data) {
    if (!condition) {
      if (typeof data[0] === "string") {
        data[0] = `Assertion failed: ${data[0]}`;
        write("error", format(data));
      } else {
        write("error", format(ArrayPrototypeConcat(["Assertion failed"], data)));
      }
    }
  },
  clear() {
    indent = "";
  },
  debug(...data) {
    write("debug", format(data));
  },
  error(...data) {
    write("error", format(data));
  },
  info(...data) {
    write("info", format(data));
  },
  log(...data) {
    write("log", format(data));
  },
  table(data = undefined, properties = undefined) {
    const columns =
      properties === undefined ? null : toSequence(properties, toDOMString, "The table's columns");
    write("log", isObject(data) ? table(data, columns) : display(data));
  },
  trace(...data) {
    const { stack } = new Error();
    const frames = ArrayPrototypeSlice(StringPrototypeSplit(stack, "\n"), 2);
    const title = data.length === 0 ? "Trace" : `Trace: ${format(data)}`;
    write("log", ArrayPrototypeJoin(ArrayPrototypeConcat([title], frames), "\n"));
  },
  warn(...data) {
    write("warn", format(data));
  },
  dir(item = undefined) {
    write("log", inspect(item));
  },
  dirxml(...data) {
    write("log", format(data));
  },
  count(label = undefined) {
    const key = toLabel(label);
    const count = (MapPrototypeGet(counts, key) ?? 0) + 1;
    MapPrototypeSet(counts, key, count);
    write("info", `${key}: ${count}`);
  },
  countReset(label = undefined) {
    const key = toLabel(label);
    if (MapPrototypeGet(counts, key) === undefined) {
      write("warn", `There is no count called "${key}".`);
    } else {
      MapPrototypeSet(counts, key, 0);
    }
  },
  group(...data) {
    if (data.length > 0) {
      write("log", format(data));
    }
    indent += "  ";
  },
  groupCollapsed(...data) {
    ReflectApply(members.group, undefined, data);
  },
  groupEnd() {
    indent = StringPrototypeSlice(indent, 2);
  },
  time(label = undefined) {
    const key = toLabel(label);
    if (MapPrototypeGet(timers, key) === undefined) {
      MapPrototypeSet(timers, key, ops.timers.now());
    } else {
      write("warn", `The timer "${key}" is running already.`);
    }
  },
  timeLog(label = undefined, ...data) {
    const key = toLabel(label);
    const text = elapsed(key);
    if (text !== null) {
      write("info", format(ArrayPrototypeConcat([text], data)));
    }
  },
  timeEnd(label = undefined) {
    const key = toLabel(label);
    const text = elapsed(key);
    if (text !== null) {
      MapPrototypeDelete(timers, key);
      write("info", text);
    }
  },
};

function elapsed(key) {
  const start = MapPrototypeGet(timers, key);
  if (start === undefined) {
    write("warn", `There is no timer called "${key}".`);
    return null;
  }
  return `${key}: ${NumberPrototypeToFixed(ops.timers.now() - start, 3)} ms`;
}

function cell(object, key) {
  const property = ReflectGetOwnPropertyDescriptor(object, key);
  if (property === undefined) {
    return "";
  }
  return "value" in property ? inspect(property.value, 3) : "[Getter]";
}

/** The rows of a table: the name of each, its value, and of a Map its key as well. */
function rowsOf(data) {
  const rows = [];
  if (attempt(() => MapPrototypeGetSize(data)) !== undefined) {
    MapPrototypeForEach(data, (value, key) => {
      ArrayPrototypePush(rows, { index: `${rows.length}`, value, key: inspect(key) });
    });
  } else if (attempt(() => SetPrototypeGetSize(data)) !== undefined) {
    SetPrototypeForEach(data, (value) => {
      ArrayPrototypePush(rows, { index: `${rows.length}`, value, key: null });
    });
  } else {
    ArrayPrototypeForEach(ObjectKeys(data), (index) => {
      const value = ReflectGetOwnPropertyDescriptor(data, index)?.value;
      ArrayPrototypePush(rows, { index, value, key: null });
    });
  }
  return rows;
}

function table(data, wanted) {
  const rows = rowsOf(data);
  const hasKeys = rows.length > 0 && rows[0].key !== null;
  const columns = [];
  let plain = false;
  ArrayPrototypeForEach(rows, ({ value }) => {
    if (typeof value === "object" && value !== null) {
      ArrayPrototypeForEach(ObjectKeys(value), (column) => {
        if (!ArrayPrototypeIncludes(columns, column)) {
          ArrayPrototypePush(columns, column);
        }
      });
    } else {
      plain = true;
    }
  });
  const shown = wanted ?? columns;
  const header = ArrayPrototypeConcat(hasKeys ? ["(index)", "Key"] : ["(index)"], shown);
  if (plain) {
    ArrayPrototypePush(header, "Values");
  }
  const body = ArrayPrototypeMap(rows, ({ index, value, key }) => {
    const isRow = typeof value === "object" && value !== null;
    const line = ArrayPrototypeConcat(
      hasKeys ? [index, key] : [index],
      ArrayPrototypeMap(shown, (column) => (isRow ? cell(value, column) : "")),
    );
    if (plain) {
      ArrayPrototypePush(line, isRow ? "" : inspect(value));
    }
    return line;
  });
  return draw(ArrayPrototypeConcat([header], body));
}

function draw(lines) {
  const widths = ArrayPrototypeMap(lines[0], (_, column) => {
    let width = 0;
    ArrayPrototypeForEach(lines, (line) => {
      width = MathMax(width, line[column].length);
    });
    return width;
  });
  const rule = ArrayPrototypeJoin(
    ArrayPrototypeMap(widths, (width) => StringPrototypeRepeat("-", width)),
    "  ",
  );
  const drawn = ArrayPrototypeMap(lines, (line) =>
    ArrayPrototypeJoin(
      ArrayPrototypeMap(line, (text, column) => StringPrototypePadEnd(text, widths[column])),
      "  ",
    ),
  );
  return ArrayPrototypeJoin(ArrayPrototypeConcat([drawn[0], rule], ArrayPrototypeSlice(drawn, 1)), "\n");
}

/** https://console.spec.whatwg.org/#console-namespace */
export const console = ObjectCreate(ObjectCreate(ObjectPrototype));
ArrayPrototypeForEach(ObjectKeys(members), (name) => {
  ObjectDefineProperty(console, name, {
    __proto__: null,
    value: members[name],
    writable: true,
    enumerable: true,
    configurable: true,
  });
});
ObjectDefineProperty(console, SymbolToStringTag, { value: "console", configurable: true });
