// What WebSocket and WebSocketStream take from a script beside messages.

import {
  ArrayPrototypeIncludes,
  ArrayPrototypePush,
  RegExpPrototypeExec,
  StringPrototypeToLowerCase,
} from "./primordials.mjs";
import { errorNamed, ops } from "./host.mjs";
import { toDictionary, toUSVString, toUnsignedShort } from "./webidl.mjs";

const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
const LONGEST_REASON = 123;
const NORMAL = 1000;
const NO_STATUS = 1005;
const FIRST_OF_SCRIPTS = 3000;
const LAST_OF_SCRIPTS = 4999;

/** Throws SyntaxError for subprotocols that cannot be asked for. */
export function checkProtocols(protocols) {
  const seen = [];
  for (let i = 0; i < protocols.length; i++) {
    const protocol = protocols[i];
    if (RegExpPrototypeExec(TOKEN, protocol) === null) {
      throw errorNamed("SyntaxError", `"${protocol}" cannot be the name of a subprotocol.`);
    }
    const key = StringPrototypeToLowerCase(protocol);
    if (ArrayPrototypeIncludes(seen, key)) {
      throw errorNamed("SyntaxError", `The subprotocol "${protocol}" is asked for twice.`);
    }
    ArrayPrototypePush(seen, key);
  }
}

/** https://websockets.spec.whatwg.org/#validate-close-code-and-reason */
export function checkCloseArguments(code, reason) {
  if (
    code !== undefined &&
    code !== NORMAL &&
    (code < FIRST_OF_SCRIPTS || code > LAST_OF_SCRIPTS)
  ) {
    throw errorNamed(
      "InvalidAccessError",
      `A WebSocket is closed with the code 1000 or one of 3000 to 4999, not with ${code}.`,
    );
  }
  if (ops.encoding.fitting(reason, LONGEST_REASON) < reason.length) {
    throw errorNamed("SyntaxError", "The reason for closing a WebSocket has more than 123 bytes.");
  }
}

/** The status code that is sent for what a script has given. */
export const closeStatus = (code, reason) => code ?? (reason === "" ? NO_STATUS : NORMAL);

/** A dictionary WebSocketCloseInfo; without a code, that is undefined. */
export function toCloseInfo(value) {
  const info = toDictionary(value, "What a WebSocket is closed with");
  const code = info?.closeCode;
  const closeCode =
    code === undefined ? undefined : toUnsignedShort(code, "The closeCode", "enforce");
  const words = info?.reason;
  return { closeCode, reason: words === undefined ? "" : toUSVString(words) };
}
