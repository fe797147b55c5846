// https://html.spec.whatwg.org/#timers

import {
  ArrayPrototypeSlice,
  Map,
  MapPrototypeDelete,
  MapPrototypeGet,
  MapPrototypeSet,
  MathMax,
  PromisePrototypeThen,
  PromiseResolve,
  ReflectApply,
  global,
  indirectEval,
} from "./internal/primordials.mjs";
import { ops } from "./internal/host.mjs";
import { requireArguments, toCallback, toDOMString, toLong } from "./internal/webidl.mjs";
import { reportException } from "./internal/report.mjs";

const DEEP = 5;
const LEAST_WHEN_DEEP = 4;

const timers = new Map();
let nextId = 1;
let nesting = 0;

export function setTimeout(handler, timeout = 0) {
  requireArguments(arguments.length, 1, "setTimeout()");
  return initialize(handler, timeout, ArrayPrototypeSlice(arguments, 2), false);
}

export function setInterval(handler, timeout = 0) {
  requireArguments(arguments.length, 1, "setInterval()");
  return initialize(handler, timeout, ArrayPrototypeSlice(arguments, 2), true);
}

export function clearTimeout(id = 0) {
  clear(toLong(id));
}

export function clearInterval(id = 0) {
  clear(toLong(id));
}

function initialize(handler, timeout, args, repeats) {
  const steps = typeof handler === "function" ? handler : toDOMString(handler);
  const timer = {
    id: nextId++,
    steps,
    args,
    repeats,
    delay: MathMax(toLong(timeout), 0),
    nesting: nesting + 1,
    handle: 0,
  };
  MapPrototypeSet(timers, timer.id, timer);
  arm(timer);
  return timer.id;
}

function arm(timer) {
  const delay =
    timer.nesting > DEEP ? MathMax(timer.delay, LEAST_WHEN_DEEP) : timer.delay;
  timer.handle = ops.timers.start(delay, () => {
    fire(timer);
  });
}

function fire(timer) {
  if (!timer.repeats) {
    MapPrototypeDelete(timers, timer.id);
  }
  nesting = timer.nesting;
  try {
    if (typeof timer.steps === "function") {
      ReflectApply(timer.steps, global, timer.args);
    } else {
      indirectEval(timer.steps);
    }
  } finally {
    nesting = 0;
    if (timer.repeats && MapPrototypeGet(timers, timer.id) === timer) {
      timer.nesting++;
      arm(timer);
    }
  }
}

function clear(id) {
  const timer = MapPrototypeGet(timers, id);
  if (timer !== undefined) {
    MapPrototypeDelete(timers, id);
    ops.timers.stop(timer.handle);
  }
}

export function queueMicrotask(callback) {
  requireArguments(arguments.length, 1, "queueMicrotask()");
  const steps = toCallback(callback, "What queueMicrotask() is given");
  PromisePrototypeThen(PromiseResolve(), () => {
    try {
      steps();
    } catch (error) {
      reportException(error);
    }
  });
}
