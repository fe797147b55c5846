// Events that the host dispatches: a shim registers how to make each type.

import { Map, MapPrototypeGet, MapPrototypeSet, ReflectApply, TypeError } from "./primordials.mjs";
import { load } from "./host.mjs";
import { eventFactories } from "./exposure.mjs";

const factories = new Map();

/**
 * Registers what makes the event of a type from the host's arguments. It gives an event, for the
 * global; or `{event, target}`; or null where there is nothing to dispatch.
 */
export const registerEventFactory = (type, factory) => {
  MapPrototypeSet(factories, type, factory);
};

let making = false;

/** Whether the host makes an event just now, rather than a script. */
export const isMaking = () => making;

/** Makes the event of a type for the host; null where there is nothing to dispatch. */
export function makeEvent(type, details) {
  const factory = eventFactory(type);
  making = true;
  try {
    return ReflectApply(factory, undefined, details);
  } finally {
    making = false;
  }
}

/** The factory of a type, loaded if need be. */
function eventFactory(type) {
  const known = MapPrototypeGet(factories, type);
  if (known !== undefined) {
    return known;
  }
  if (eventFactories[type] !== undefined) {
    load(eventFactories[type]);
  }
  const loaded = MapPrototypeGet(factories, type);
  if (loaded === undefined) {
    throw new TypeError(`No shim makes an event of type "${type}".`);
  }
  return loaded;
}
