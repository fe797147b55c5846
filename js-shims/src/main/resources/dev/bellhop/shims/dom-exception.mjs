// https://webidl.spec.whatwg.org/#idl-DOMException

import {
  Error,
  ObjectDefineProperty,
  ObjectSetPrototypeOf,
  ReflectDeleteProperty,
  ReflectGetOwnPropertyDescriptor,
  StringPrototypeIncludes,
  StringPrototypeSplit,
} from "./internal/primordials.mjs";
import { registerSerializable } from "./internal/serializable.mjs";
import { defineInterface, illegalInvocation, isObject, toDOMString } from "./internal/webidl.mjs";

const CODES = {
  __proto__: null,
  IndexSizeError: 1,
  HierarchyRequestError: 3,
  WrongDocumentError: 4,
  InvalidCharacterError: 5,
  NoModificationAllowedError: 7,
  NotFoundError: 8,
  NotSupportedError: 9,
  InUseAttributeError: 10,
  InvalidStateError: 11,
  SyntaxError: 12,
  InvalidModificationError: 13,
  NamespaceError: 14,
  InvalidAccessError: 15,
  TypeMismatchError: 17,
  SecurityError: 18,
  NetworkError: 19,
  AbortError: 20,
  URLMismatchError: 21,
  QuotaExceededError: 22,
  TimeoutError: 23,
  InvalidNodeTypeError: 24,
  DataCloneError: 25,
};

class Identity {
  constructor(object) {
    return object;
  }
}

class Details extends Identity {
  #message;
  #name;

  constructor(error, message, name) {
    super(error);
    this.#message = message;
    this.#name = name;
  }

  static message(error) {
    return error.#message;
  }

  static name(error) {
    return error.#name;
  }

  static in(value) {
    return #name in value;
  }
}

export class DOMException {
  constructor(message = "", name = "Error") {
    const text = toDOMString(message);
    const kind = toDOMString(name);
    // A real error object, so that it has a stack. Reading that reads the name too, so the
    // prototype becomes ours only afterwards.
    const error = new Error(text);
    const { stack } = error;
    ReflectDeleteProperty(error, "message");
    const { prototype } = new.target;
    ObjectSetPrototypeOf(error, isObject(prototype) ? prototype : DOMException.prototype);
    withStack(error, titled(kind, text) + userFrames(stack));
    return new Details(error, text, kind);
  }

  get name() {
    return Details.name(checked(this));
  }

  get message() {
    return Details.message(checked(this));
  }

  get code() {
    return CODES[Details.name(checked(this))] ?? 0;
  }
}

const titled = (name, message) => (message === "" ? name : `${name}: ${message}`);

/** "Name: message", whatever a script has done to the prototype. */
export const describeDOMException = (error) => titled(Details.name(error), Details.message(error));

/** The frames of a stack from the first one on that is not ours. */
function userFrames(stack) {
  const lines = StringPrototypeSplit(stack, "\n");
  let frames = "";
  for (let i = 1; i < lines.length; i++) {
    if (frames !== "" || !StringPrototypeIncludes(lines[i], "/bellhop:shims/")) {
      frames += `\n${lines[i]}`;
    }
  }
  return frames;
}

function checked(value) {
  if (!isDOMException(value)) {
    throw illegalInvocation("DOMException");
  }
  return value;
}

export const isDOMException = (value) =>
  typeof value === "object" && value !== null && Details.in(value);

/** What makes up an exception, for a copy of it. */
export function partsOfException(error) {
  const stack = ReflectGetOwnPropertyDescriptor(error, "stack")?.value;
  return {
    message: Details.message(error),
    name: Details.name(error),
    stack: typeof stack === "string" ? stack : "",
  };
}

/** Gives a copy the stack of what it is a copy of. */
export function withStack(copy, stack) {
  ObjectDefineProperty(copy, "stack", {
    value: stack,
    writable: true,
    enumerable: false,
    configurable: true,
  });
  return copy;
}

registerSerializable(
  DOMException,
  "DOMException",
  (error) => {
    if (!isDOMException(error)) {
      return null;
    }
    const { message, name, stack } = partsOfException(error);
    return [message, name, stack];
  },
  (parts) => withStack(new DOMException(parts[0], parts[1]), parts[2]),
);

ObjectSetPrototypeOf(DOMException.prototype, Error.prototype);
defineInterface(DOMException, "DOMException", {
  INDEX_SIZE_ERR: 1,
  DOMSTRING_SIZE_ERR: 2,
  HIERARCHY_REQUEST_ERR: 3,
  WRONG_DOCUMENT_ERR: 4,
  INVALID_CHARACTER_ERR: 5,
  NO_DATA_ALLOWED_ERR: 6,
  NO_MODIFICATION_ALLOWED_ERR: 7,
  NOT_FOUND_ERR: 8,
  NOT_SUPPORTED_ERR: 9,
  INUSE_ATTRIBUTE_ERR: 10,
  INVALID_STATE_ERR: 11,
  SYNTAX_ERR: 12,
  INVALID_MODIFICATION_ERR: 13,
  NAMESPACE_ERR: 14,
  INVALID_ACCESS_ERR: 15,
  VALIDATION_ERR: 16,
  TYPE_MISMATCH_ERR: 17,
  SECURITY_ERR: 18,
  NETWORK_ERR: 19,
  ABORT_ERR: 20,
  URL_MISMATCH_ERR: 21,
  QUOTA_EXCEEDED_ERR: 22,
  TIMEOUT_ERR: 23,
  INVALID_NODE_TYPE_ERR: 24,
  DATA_CLONE_ERR: 25,
});
