// What all algorithms share: jobs of the host, and the checks of keys.

import { ArrayPrototypeIncludes, ArrayPrototypePush, PromiseWithResolvers } from "../primordials.mjs";
import { called, errorNamed, ops } from "../host.mjs";
import { fromHost } from "../bytes.mjs";

/** 16 MiB of key: more than any use has for them, and no danger to the host's memory. */
export const MOST_BITS = 2 ** 27;

/**
 * The result of a job in a box: a promise of the host's own object would ask it for `then`, which a
 * script can give to all objects.
 */
function boxed(job) {
  const { promise, resolve, reject } = PromiseWithResolvers();
  called(
    (done) => ops.subtle.perform(job, done),
    (value) => resolve({ __proto__: null, value }),
    reject,
  );
  return promise;
}

/** An ArrayBuffer of a job's bytes. */
export const bytesFrom = async (job) => fromHost((await boxed(job)).value);

/** Whether a job found its signature right. */
export const truthFrom = async (job) => (await boxed(job)).value;

/** The material of a key that a job makes, in a box. */
export const materialFrom = boxed;

/** Keeps usages to those that are allowed. */
export function requireUsages(usages, allowed) {
  for (let i = 0; i < usages.length; i++) {
    if (!ArrayPrototypeIncludes(allowed, usages[i])) {
      throw errorNamed("SyntaxError", `A key like this cannot be used for "${usages[i]}".`);
    }
  }
}

/** Those of the usages that are in the second list. */
export function intersection(usages, allowed) {
  const common = [];
  for (let i = 0; i < usages.length; i++) {
    if (ArrayPrototypeIncludes(allowed, usages[i])) {
      ArrayPrototypePush(common, usages[i]);
    }
  }
  return common;
}

export function requireType({ type }, wanted) {
  if (type !== wanted) {
    throw errorNamed("InvalidAccessError", `This needs a ${wanted} key, and got a ${type} one.`);
  }
}

export const unsupportedFormat = (format, name) =>
  errorNamed("NotSupportedError", `${name} has no keys in the format "${format}".`);

export const dataError = (message) => errorNamed("DataError", message);
export const operationError = (message) => errorNamed("OperationError", message);
