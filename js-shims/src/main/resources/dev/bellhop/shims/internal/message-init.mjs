// What MessageEvent and ExtendableMessageEvent are made from, and the members they share.

import {
  ArrayPrototypeForEach,
  ObjectDefineProperty,
  ObjectFreeze,
  ObjectGetOwnPropertyDescriptor,
  TypeError,
  WeakSet,
  WeakSetPrototypeAdd,
  WeakSetPrototypeHas,
} from "./primordials.mjs";
import { isPort } from "./ports.mjs";
import { toDictionary, toDOMString, toSequence, toUSVString } from "./webidl.mjs";

const ATTRIBUTES = ["data", "origin", "lastEventId", "source", "ports"];

const trusted = new WeakSet();

/** The options of an event for what has arrived; scripts that patch iterators are not asked. */
export function arrivedInit(data, ports, origin, source) {
  const init = {
    __proto__: null,
    data,
    lastEventId: "",
    origin,
    ports: ObjectFreeze(ports),
    source,
  };
  WeakSetPrototypeAdd(trusted, init);
  return init;
}

/** The members of a message event's dictionary; `isSource` tells what may have sent a message. */
export function toMessageInit(init, isSource) {
  const dictionary = toDictionary(init, "The event's options");
  if (dictionary !== undefined && WeakSetPrototypeHas(trusted, dictionary)) {
    return dictionary;
  }
  const data = dictionary?.data;
  const lastEventId = dictionary?.lastEventId;
  const origin = dictionary?.origin;
  const ports = dictionary?.ports;
  const source = dictionary?.source;
  return {
    __proto__: null,
    data: data === undefined ? null : data,
    lastEventId: lastEventId === undefined ? "" : toDOMString(lastEventId),
    origin: origin === undefined ? "" : toUSVString(origin),
    ports: toPorts(ports),
    source: toSource(source, isSource),
  };
}

export const toPorts = (ports) =>
  ObjectFreeze(ports === undefined ? [] : toSequence(ports, toPort, "The ports"));

function toPort(value) {
  if (!isPort(value)) {
    throw new TypeError("The ports of a message event must be MessagePorts.");
  }
  return value;
}

export function toSource(source, isSource) {
  if (source === undefined || source === null) {
    return null;
  }
  if (!isPort(source) && !isSource(source)) {
    throw new TypeError("The event's source is of no type that can send a message.");
  }
  return source;
}

/** Defines the attributes of a message event; `messageOf` finds its members and checks the brand. */
export function defineMessageAttributes(prototype, messageOf) {
  ArrayPrototypeForEach(ATTRIBUTES, (name) => {
    const attribute = {
      get [name]() {
        return messageOf(this)[name];
      },
    };
    ObjectDefineProperty(prototype, name, ObjectGetOwnPropertyDescriptor(attribute, name));
  });
}
