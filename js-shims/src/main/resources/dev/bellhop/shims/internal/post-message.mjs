// The arguments of postMessage(), and the event that arrives of them in another realm.
// https://html.spec.whatwg.org/#structuredserializeoptions

import { SymbolIterator } from "./primordials.mjs";
import { fromHost } from "./bytes.mjs";
import { deserialize } from "./deserialize.mjs";
import { arrivedInit } from "./message-init.mjs";
import { serialize } from "./serialize.mjs";
import { toTransferItem } from "./transfer-list.mjs";
import { isObject, sequenceFrom, toDictionary, toSequence } from "./webidl.mjs";

/**
 * The cells of a message; the second argument is a transfer list or a dictionary that has one, the
 * third the port that sends it, if one does.
 */
export function messageCells(message, transferOrOptions, source = null) {
  return serialize(message, transferList(transferOrOptions), source);
}

function transferList(transferOrOptions) {
  const method = isObject(transferOrOptions) ? transferOrOptions[SymbolIterator] : undefined;
  if (typeof method === "function") {
    return sequenceFrom(transferOrOptions, method, toTransferItem);
  }
  const transfer = toDictionary(transferOrOptions, "The options of postMessage()")?.transfer;
  return transfer === undefined ? [] : toSequence(transfer, toTransferItem, "The transfer list");
}

/** The message event for cells that have arrived: a messageerror where they make no value here. */
export function arrived(Interface, cells, origin, source) {
  let message;
  try {
    message = deserialize(cells, fromHost);
  } catch {
    return new Interface("messageerror", arrivedInit(null, [], origin, source));
  }
  return new Interface("message", arrivedInit(message.value, message.ports, origin, source));
}
