// https://github.com/whatwg/websockets/pull/48 (the text of the standard is not merged yet)

import { DOMException, partsOfException, withStack } from "./dom-exception.mjs";
import { registerSerializable } from "./internal/serializable.mjs";
import { checkCloseArguments, toCloseInfo } from "./internal/socket-protocols.mjs";
import { defineInterface } from "./internal/webidl.mjs";

/** What a value says about closing a connection, where it is a WebSocketError; else null. */
export let closeInfoOf;

/** The error of a connection that has ended like this. */
export let createSocketError;

export class WebSocketError extends DOMException {
  #closeCode = null;
  #reason = "";

  static {
    closeInfoOf = (value) =>
      typeof value === "object" && value !== null && #reason in value
        ? { closeCode: value.#closeCode ?? undefined, reason: value.#reason }
        : null;
    createSocketError = (closeCode, reason) => {
      const error = new WebSocketError("The WebSocket connection was not closed in good order.");
      error.#closeCode = closeCode;
      error.#reason = reason;
      return error;
    };
    registerSerializable(
      WebSocketError,
      "WebSocketError",
      (error) => {
        if (closeInfoOf(error) === null) {
          return null;
        }
        const { message, stack } = partsOfException(error);
        return [message, stack, error.#closeCode ?? NO_CODE, error.#reason];
      },
      (parts) => {
        const copy = new WebSocketError(parts[0]);
        copy.#closeCode = parts[2] === NO_CODE ? null : parts[2];
        copy.#reason = parts[3];
        return withStack(copy, parts[1]);
      },
    );
  }

  constructor(message = "", init = undefined) {
    super(message, "WebSocketError");
    const { closeCode, reason } = toCloseInfo(init);
    checkCloseArguments(closeCode, reason);
    this.#closeCode = closeCode ?? (reason === "" ? null : NORMAL);
    this.#reason = reason;
  }

  get closeCode() {
    return this.#closeCode;
  }

  get reason() {
    return this.#reason;
  }
}
defineInterface(WebSocketError, "WebSocketError");

/** No server can send it. */
const NO_CODE = -1;
const NORMAL = 1000;
