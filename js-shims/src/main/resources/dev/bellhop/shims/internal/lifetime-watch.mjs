// Sees what a worker's scripts leave under way when no event keeps the worker alive.
// https://w3c.github.io/ServiceWorker/#service-worker-lifetime

import {
  Set,
  SetPrototypeAdd,
  SetPrototypeDelete,
  SetPrototypeForEach,
} from "./primordials.mjs";
import { ops, promised } from "./host.mjs";
import { changed } from "./global-state.mjs";
import { Places, mistake } from "./mistakes.mjs";

/** Operations whose effect outlasts the worker, so that it matters when they are cut off. */
export const LASTING = true;
/** Operations that only tell the script something. */
export const PASSING = false;

// What becomes of an operation's promise by the script's text, where that decides what is said:
// nobody gets it; nobody gets it, and one that is lost with it has been named; somebody may wait for
// it. Where nobody waits for it but somebody may be told ("unheard"), it is none of these.
const DROPPED = "dropped";
const TOLD = "told";
const UNKNOWN = "unknown";

/**
 * How often the text is asked in one event: that takes longer than a small put, and loops make the
 * same calls.
 */
const MOST_ASKED = 40;

const places = new Places(ops.realm.kind() === "worker" ? 200 : 0);
/** Operations that began while an event was active. */
const noticed = new Set();
const nothing = () => {};

let active = 0;
let askable = 0;
let extended = false;
let failed = false;
/**
 * The type of the event that ended last, whether promises kept it open, and whether a mistake in it
 * was told.
 */
let last = null;

/** The dispatch of an extendable event begins. */
export const eventBegan = () => {
  if (active === 0) {
    extended = false;
    failed = false;
  }
  askable = MOST_ASKED;
  active++;
};

/**
 * An event has become inactive. Where a promise was rejected, the event did not wait for the others
 * that were given with it, and it has failed for everybody to see.
 */
export function eventEnded(type, { extended: wasExtended, rejected, timedOut }) {
  active--;
  extended ||= wasExtended;
  failed ||= rejected > 0 || timedOut;
  if (active > 0) {
    return;
  }
  last = { type, extended, told: failed };
  changed();
  SetPrototypeForEach(noticed, (operation) => {
    SetPrototypeDelete(noticed, operation);
    if (!extended) {
      tell("work-after-event", operation);
    } else if (operation.fate === DROPPED || (operation.lasting && operation.underWay)) {
      tell("floating-promise", operation);
    }
  });
}

/**
 * An operation begins that a script has called by this method. Returns what is to be called when it
 * has ended.
 */
export function watch(method, lasting) {
  const here = active > 0 || (lasting && last !== null) ? places.here() : null;
  if (here === null) {
    return nothing;
  }
  const fate = lasting && askable-- > 0 ? ops.realm.promiseFate(here, method) : UNKNOWN;
  if (fate === TOLD) {
    return nothing;
  }
  const operation = { method, lasting, here, fate, underWay: true };
  if (active === 0) {
    tell(last.extended && fate === DROPPED ? "floating-promise" : "work-after-event", operation);
    return nothing;
  }
  SetPrototypeAdd(noticed, operation);
  return () => {
    operation.underWay = false;
    // What nobody waits for is a mistake, too, where it happens to be done in time.
    if (fate === UNKNOWN) {
      SetPrototypeDelete(noticed, operation);
    }
  };
}

/** The promise of a host operation that a script has called by this method. */
export function watched(method, lasting, start) {
  const ended = watch(method, lasting);
  return ended === nothing ? promised(start) : until(promised(start), ended);
}

/** The promise, at whose end an operation has ended: with what watch() gave. */
export async function until(promise, ended) {
  try {
    return await promise;
  } finally {
    ended();
  }
}

/**
 * One mistake has one name: what follows from it is not told again. A promise that is dropped is one
 * by itself.
 */
function tell(name, { method, here, fate }) {
  if (!last.told || fate === DROPPED) {
    last.told = true;
    mistake(name, { __proto__: null, method, type: last.type }, here);
  }
}
