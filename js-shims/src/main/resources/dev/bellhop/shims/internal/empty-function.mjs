// https://w3c.github.io/ServiceWorker/#all-fetch-listeners-are-empty

import { FunctionPrototypeToString, RegExpPrototypeExec } from "./primordials.mjs";

// White space and comments stand for nothing.
const EMPTY_FUNCTION =
  /^(?:async\s+)?function\b[^]*\)(?:\s|\/\*[^]*?\*\/|\/\/[^\n]*\n)*\{(?:\s|\/\*[^]*?\*\/|\/\/[^\n]*\n)*\}$/;
const EMPTY_METHOD =
  /^(?:async\s+)?[\w$]+\s*\([^()]*\)\s*\{(?:\s|\/\*[^]*?\*\/|\/\/[^\n]*\n)*\}$/;
const EMPTY_ARROW = /=>\s*\{(?:\s|\/\*[^]*?\*\/|\/\/[^\n]*\n)*\}$/;
const TWO_ARROWS = /=>[^]*=>/;

const matches = (pattern, text) => RegExpPrototypeExec(pattern, text) !== null;

/** Whether a function's body has neither a statement nor a declaration; false where in doubt. */
export function isEmptyFunction(value) {
  if (typeof value !== "function") {
    return false;
  }
  const text = FunctionPrototypeToString(value);
  return (
    matches(EMPTY_FUNCTION, text) ||
    matches(EMPTY_METHOD, text) ||
    (matches(EMPTY_ARROW, text) && !matches(TWO_ARROWS, text))
  );
}
