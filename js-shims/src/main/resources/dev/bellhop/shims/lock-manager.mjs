// https://w3c.github.io/web-locks/#api-lock-manager

import {
  ArrayPrototypePush,
  PromisePrototypeThen,
  PromiseReject,
  PromiseResolve,
  PromiseWithResolvers,
  ReflectApply,
  StringPrototypeStartsWith,
} from "./internal/primordials.mjs";
import { errorNamed, ops, promised } from "./internal/host.mjs";
import {
  defineInterface,
  internalToken,
  requireArguments,
  requireToken,
  toCallback,
  toDictionary,
  toDOMString,
  toEnum,
} from "./internal/webidl.mjs";
import {
  abortReason,
  addAbortAlgorithm,
  isAborted,
  removeAbortAlgorithm,
  toSignal,
} from "./abort-signal.mjs";
import { createLock } from "./lock.mjs";

const MODES = ["shared", "exclusive"];

export class LockManager {
  #brand = true;

  constructor(token = undefined) {
    requireToken(token, "LockManager");
  }

  async request(name, optionsOrCallback, callback = undefined) {
    this.#brand;
    requireArguments(arguments.length, 2, "request()");
    const hasOptions = arguments.length > 2;
    const resource = toDOMString(name);
    const options = toLockOptions(hasOptions ? optionsOrCallback : undefined);
    const granted = toCallback(
      hasOptions ? callback : optionsOrCallback,
      "What request() calls with the lock",
    );
    refuseContradictions(resource, options);
    if (options.signal !== undefined && isAborted(options.signal)) {
      throw abortReason(options.signal);
    }
    return requestLock(resource, options, granted);
  }

  async query() {
    this.#brand;
    const cells = await promised((done) => ops.locks.query(done));
    const snapshot = { held: [], pending: [] };
    for (let i = 0; i < cells.length; i += 4) {
      const info = { clientId: cells[i + 3], mode: cells[i + 2], name: cells[i + 1] };
      ArrayPrototypePush(snapshot[cells[i]], info);
    }
    return snapshot;
  }
}
defineInterface(LockManager, "LockManager");

export const locks = new LockManager(internalToken);

function toLockOptions(value) {
  const options = toDictionary(value, "The options of request()");
  const ifAvailable = !!options?.ifAvailable;
  const mode = options?.mode;
  const known = {
    ifAvailable,
    mode: mode === undefined ? "exclusive" : toEnum(mode, MODES, "The mode of a lock"),
  };
  const signal = options?.signal;
  known.signal = signal === undefined ? undefined : toSignal(signal);
  known.steal = !!options?.steal;
  return known;
}

function refuseContradictions(name, { ifAvailable, mode, signal, steal }) {
  const refuse = (message) => {
    throw errorNamed("NotSupportedError", message);
  };
  if (StringPrototypeStartsWith(name, "-")) {
    refuse(`The name of a lock cannot begin with "-", as "${name}" does.`);
  }
  if (steal && ifAvailable) {
    refuse("A lock can be asked for with steal or with ifAvailable, not with both.");
  }
  if (steal && mode !== "exclusive") {
    refuse("Only an exclusive lock can be stolen.");
  }
  if (signal !== undefined && (steal || ifAvailable)) {
    refuse("A signal ends a request that waits; with steal or ifAvailable none does.");
  }
}

/** https://w3c.github.io/web-locks/#request-a-lock */
function requestLock(name, { ifAvailable, mode, signal, steal }, callback) {
  const { promise, resolve, reject } = PromiseWithResolvers();
  let aborted = false;
  const abort = (reason) => {
    aborted = true;
    ops.locks.end(handle);
    reject(reason);
  };
  const release = (settle) => (outcome) => {
    ops.locks.end(handle);
    settle(outcome);
  };
  const heard = (what) => {
    if (aborted) {
      return;
    }
    if (signal !== undefined) {
      removeAbortAlgorithm(signal, abort);
    }
    switch (what) {
      case "granted":
        PromisePrototypeThen(
          resultOf(callback, createLock(name, mode)),
          release(resolve),
          release(reject),
        );
        break;
      case "unavailable":
        PromisePrototypeThen(resultOf(callback, null), resolve, reject);
        break;
      default:
        reject(errorNamed("AbortError", `The lock "${name}" was stolen.`));
    }
  };
  const manner = steal ? "steal" : ifAvailable ? "ifAvailable" : "wait";
  const handle = ops.locks.request(name, mode, manner, heard);
  if (signal !== undefined) {
    addAbortAlgorithm(signal, abort);
  }
  return promise;
}

/** The promise of what a callback returns or throws. */
function resultOf(callback, lock) {
  try {
    return PromiseResolve(ReflectApply(callback, undefined, [lock]));
  } catch (error) {
    return PromiseReject(error);
  }
}
