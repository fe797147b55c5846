// Modules that come as responses. https://webassembly.github.io/spec/web-api/#streaming-modules

import {
  ArrayPrototypeJoin,
  ArrayPrototypePush,
  PromisePrototypeThen,
  RegExpPrototypeExec,
  TypeError,
} from "../primordials.mjs";
import { listOf } from "../../headers.mjs";
import { arrayBufferOf, headersOf, isResponse, stateOf } from "../../response.mjs";

const WASM = /^[\t ]*application\/wasm[\t ]*$/i;

/**
 * The bytes of a promised response, if it may hold a module.
 * https://webassembly.github.io/spec/web-api/#compile-a-potential-webassembly-response
 */
export const whenWasmBytes = (promise) =>
  PromisePrototypeThen(promise, (response) => {
    if (!isResponse(response)) {
      throw new TypeError("A module is compiled of a Response or the promise of one.");
    }
    const { type, status } = stateOf(response);
    if (type === "opaque" || type === "opaqueredirect" || type === "error") {
      throw new TypeError(`The bytes of a response of the type "${type}" cannot be read.`);
    }
    const mimeType = contentTypeOf(listOf(headersOf(response)));
    if (RegExpPrototypeExec(WASM, mimeType) === null) {
      throw new TypeError(
        `A module's Content-Type must be application/wasm, and this is "${mimeType}".`,
      );
    }
    if (status < 200 || status > 299) {
      throw new TypeError(`A response of status ${status} holds no module.`);
    }
    return arrayBufferOf(response);
  });

function contentTypeOf(list) {
  const values = [];
  for (let i = 0; i < list.length; i++) {
    if (list[i].lower === "content-type") {
      ArrayPrototypePush(values, list[i].value);
    }
  }
  return ArrayPrototypeJoin(values, ", ");
}
