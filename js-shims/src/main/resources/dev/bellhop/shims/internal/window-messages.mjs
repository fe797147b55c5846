// https://html.spec.whatwg.org/#dom-window-postmessage: a page's only window is its own.

import { MessageEvent } from "../message-event.mjs";
import { registerEventFactory } from "./events.mjs";
import { errorNamed, ops } from "./host.mjs";
import { arrived } from "./post-message.mjs";
import { global } from "./primordials.mjs";
import { serialize } from "./serialize.mjs";
import { origin } from "./settings.mjs";
import { toTransferItem } from "./transfer-list.mjs";
import { isObject, requireArguments, toDictionary, toSequence, toUSVString } from "./webidl.mjs";

// Where the host puts the origin in a URL's components.
const ORIGIN = 2;

registerEventFactory("windowmessage", (cells) => arrived(MessageEvent, cells, origin, global));

/** https://html.spec.whatwg.org/#window-post-message-steps */
export function postMessage(message, targetOrOptions = undefined, transferList = undefined) {
  requireArguments(arguments.length, 1, "postMessage()");
  const isDictionary =
    arguments.length < 3 &&
    (targetOrOptions === undefined || targetOrOptions === null || isObject(targetOrOptions));
  const { target, transfer } = isDictionary
    ? toOptions(targetOrOptions)
    : {
        target: toUSVString(targetOrOptions),
        transfer: transferList === undefined ? [] : toTransferList(transferList),
      };
  const isForUs = target === "*" || originOf(target) === origin;
  const cells = serialize(message, transfer, null);
  if (isForUs) {
    ops.window.post(cells);
  }
}

function toOptions(value) {
  const dictionary = toDictionary(value, "The options of postMessage()");
  const targetOrigin = dictionary?.targetOrigin;
  const transfer = dictionary?.transfer;
  return {
    target: targetOrigin === undefined ? "/" : toUSVString(targetOrigin),
    transfer: transfer === undefined ? [] : toTransferList(transfer),
  };
}

const toTransferList = (value) => toSequence(value, toTransferItem, "The transfer list");

function originOf(target) {
  if (target === "/") {
    return origin;
  }
  const components = ops.url.parse(target, null);
  if (components === null) {
    throw errorNamed("SyntaxError", `"${target}" is no origin; use a URL, "/" or "*".`);
  }
  return components[ORIGIN];
}
