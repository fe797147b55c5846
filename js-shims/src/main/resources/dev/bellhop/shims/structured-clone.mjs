// https://html.spec.whatwg.org/#dom-structuredclone

import { requireArguments, toDictionary, toSequence } from "./internal/webidl.mjs";
import { cloneWithTransfer } from "./internal/clone.mjs";

export function structuredClone(value, options = undefined) {
  requireArguments(arguments.length, 1, "structuredClone()");
  const transfer = toDictionary(options, "The options of structuredClone()")?.transfer;
  const list =
    transfer === undefined ? [] : toSequence(transfer, (item) => item, "The transfer list");
  return cloneWithTransfer(value, list);
}
