// The arguments of postMessage(), and what arrives of them in another realm.
// https://html.spec.whatwg.org/#structuredserializeoptions

import { SymbolIterator } from "./primordials.mjs";
import { fromHost } from "./bytes.mjs";
import { deserialize } from "./deserialize.mjs";
import { serialize } from "./serialize.mjs";
import { isObject, sequenceFrom, toDictionary, toSequence } from "./webidl.mjs";

const asIs = (item) => item;

/** The cells of a message; the second argument is a transfer list or a dictionary that has one. */
export function messageCells(message, transferOrOptions) {
  return serialize(message, transferList(transferOrOptions));
}

function transferList(transferOrOptions) {
  const method = isObject(transferOrOptions) ? transferOrOptions[SymbolIterator] : undefined;
  if (typeof method === "function") {
    return sequenceFrom(transferOrOptions, method, asIs);
  }
  const transfer = toDictionary(transferOrOptions, "The options of postMessage()")?.transfer;
  return transfer === undefined ? [] : toSequence(transfer, asIs, "The transfer list");
}

/** The message that these cells of another realm carry. */
export const messageFrom = (cells) => deserialize(cells, fromHost);
