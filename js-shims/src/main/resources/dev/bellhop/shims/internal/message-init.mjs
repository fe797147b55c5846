// What MessageEvent and ExtendableMessageEvent are made from.

import { ObjectFreeze, TypeError } from "./primordials.mjs";
import { toDictionary, toDOMString, toSequence, toUSVString } from "./webidl.mjs";

/** The members of a message event's dictionary; `isSource` tells what may have sent a message. */
export function toMessageInit(init, isSource) {
  const dictionary = toDictionary(init, "The event's options");
  const data = dictionary?.data;
  const lastEventId = dictionary?.lastEventId;
  const origin = dictionary?.origin;
  const ports = dictionary?.ports;
  const source = dictionary?.source;
  return {
    data: data === undefined ? null : data,
    lastEventId: lastEventId === undefined ? "" : toDOMString(lastEventId),
    origin: origin === undefined ? "" : toUSVString(origin),
    ports: toPorts(ports),
    source: toSource(source, isSource),
  };
}

export const toPorts = (ports) =>
  ObjectFreeze(ports === undefined ? [] : toSequence(ports, refusePort, "The ports"));

function refusePort() {
  throw new TypeError("There are no message ports here, so the list of ports must be empty.");
}

export function toSource(source, isSource) {
  if (source === undefined || source === null) {
    return null;
  }
  if (!isSource(source)) {
    throw new TypeError("The event's source is of no type that can send a message.");
  }
  return source;
}
