// Message ports, for modules that meet them without loading their interface: no object is a port
// before message-port.mjs has made one.

import { load } from "./host.mjs";

let hooks = null;

/**
 * message-port.mjs tells how ports work: is(value), detached(port), release(port), receive(end),
 * close(port).
 */
export const setPorts = (given) => {
  hooks = given;
};

export const isPort = (value) => hooks !== null && hooks.is(value);

/** Whether a port was closed or has moved to another realm. */
export const isDetached = (port) => hooks.detached(port);

/** Takes the host's end out of a port, which is detached from then on. */
export const release = (port) => hooks.release(port);

/** A port of this realm for an end that has arrived. */
export const receive = (end) => {
  if (hooks === null) {
    load("message-port.mjs");
  }
  return hooks.receive(end);
};

export const close = (port) => hooks.close(port);
