// Checks each entry of urlpatterntestdata.json (the script before this defines it as `data`) and
// prints a line for what is not as the entry says. In an entry a component that is not named is
// expected to be what the pattern's input, the base URL or the default says.

const COMPONENTS = [
  "protocol", "username", "password", "hostname", "port", "pathname", "search", "hash",
];

// A component comes from the base URL only if none of these is given.
const LESS_SPECIFIC = {
  protocol: [],
  hostname: ["protocol"],
  port: ["protocol", "hostname"],
  pathname: ["protocol", "hostname", "port"],
  search: ["protocol", "hostname", "port", "pathname"],
  hash: ["protocol", "hostname", "port", "pathname", "search"],
};

const isInit = (value) => typeof value === "object" && value !== null;

const thrownBy = (steps) => {
  try {
    steps();
    return "nothing";
  } catch (error) {
    return error instanceof TypeError ? "TypeError" : String(error);
  }
};

function expectedComponent(entry, name) {
  const [first, second] = entry.pattern;
  if (entry.expected_obj?.[name] !== undefined) return entry.expected_obj[name];
  if (entry.exactly_empty_components?.includes(name)) return "";
  if (isInit(first) && first[name]) return first[name];
  const base = first?.baseURL ?? (typeof second === "string" ? second : undefined);
  const inherits = base !== undefined && name in LESS_SPECIFIC;
  if (!inherits || (isInit(first) && LESS_SPECIFIC[name].some((other) => other in first))) {
    return "*";
  }
  const value = new URL(base)[name];
  if (name === "protocol") return value.slice(0, -1);
  return name === "search" || name === "hash" ? value.slice(1) : value;
}

function expectedResult(entry, name) {
  const given = entry.expected_match[name];
  if (given === undefined) {
    const empty = entry.exactly_empty_components?.includes(name);
    return { input: "", groups: empty ? {} : { 0: "" } };
  }
  // JSON has no undefined.
  const groups = Object.entries(given.groups).map(([key, value]) => [key, value ?? undefined]);
  return { input: given.input, groups: Object.fromEntries(groups) };
}

const sorted = (object) => Object.entries(object).sort(([a], [b]) => (a < b ? -1 : 1));
const text = (value) =>
  JSON.stringify(value, (key, member) => {
    if (member === undefined) return "(undefined)";
    return isInit(member) && !Array.isArray(member) ? sorted(member) : member;
  });

let failing;
const expectSame = (what, actual, expected) => {
  if (text(actual) !== text(expected)) {
    failing.push(`${what} is ${text(actual)}, not ${text(expected)}`);
  }
};

function check(entry) {
  if (entry.expected_obj === "error") {
    expectSame("thrown by constructor", thrownBy(() => new URLPattern(...entry.pattern)), "TypeError");
    return;
  }
  const pattern = new URLPattern(...entry.pattern);
  for (const name of COMPONENTS) {
    expectSame(name, pattern[name], expectedComponent(entry, name));
  }
  const { inputs, expected_match: expected } = entry;
  if (expected === "error") {
    expectSame("thrown by test", thrownBy(() => pattern.test(...inputs)), "TypeError");
    expectSame("thrown by exec", thrownBy(() => pattern.exec(...inputs)), "TypeError");
    return;
  }
  expectSame("test", pattern.test(...(inputs ?? [])), Boolean(expected));
  const result = pattern.exec(...(inputs ?? []));
  if (!isInit(expected)) {
    expectSame("exec", result, expected);
    return;
  }
  expectSame("inputs", result.inputs, expected.inputs ?? inputs);
  for (const name of COMPONENTS) {
    expectSame(`match of ${name}`, result[name], expectedResult(entry, name));
  }
}

for (const entry of data) {
  if (!isInit(entry) || entry.pattern === undefined) continue;
  failing = [];
  try {
    check(entry);
  } catch (error) {
    failing.push(String(error));
  }
  if (failing.length > 0) {
    console.log(`${JSON.stringify(entry.pattern)} ${JSON.stringify(entry.inputs)}: ${failing.join("; ")}`);
  }
}
console.log(`checked ${data.length}`);
