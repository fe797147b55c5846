// https://html.spec.whatwg.org/#dom-structuredclone

import { requireArguments, toDictionary, toSequence } from "./internal/webidl.mjs";
import { deserialize } from "./internal/deserialize.mjs";
import { serialize } from "./internal/serialize.mjs";
import { toTransferItem } from "./internal/transfer-list.mjs";

export function structuredClone(value, options = undefined) {
  requireArguments(arguments.length, 1, "structuredClone()");
  const transfer = toDictionary(options, "The options of structuredClone()")?.transfer;
  const list =
    transfer === undefined ? [] : toSequence(transfer, toTransferItem, "The transfer list");
  return deserialize(serialize(value, list, null), (buffer) => buffer).value;
}
