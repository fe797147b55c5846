// Mistakes: legal code that cannot be meant. Their texts are the host's, by name.

import { Error } from "./primordials.mjs";
import { ops } from "./host.mjs";

/**
 * Names a mistake at the place where the script called, or at that of a function or of an Error that
 * was made before; null stands for a place that is not known. The details are what the names in
 * braces of its texts stand for.
 */
export const mistake = (name, details = null, here = new Error()) => {
  ops.realm.diagnose(name, here, details);
};

/**
 * Remembers where the script was, for mistakes that show only later. An Error costs a look at the
 * stack, so that is done so many times and no more: a mistake that is in the script shows early.
 */
export class Places {
  #left;

  constructor(limit) {
    this.#left = limit;
  }

  /** An Error made here, or null where there were enough of them. */
  here() {
    return this.#left-- > 0 ? new Error() : null;
  }
}
