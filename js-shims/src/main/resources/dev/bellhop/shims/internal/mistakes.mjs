// Mistakes: legal code that cannot be meant. Their texts are the host's, by name.

import { Error } from "./primordials.mjs";
import { ops } from "./host.mjs";

/**
 * Names a mistake at the place where the script called, or at that of a function or of an Error that
 * was made before. The details are what the names in braces of its texts stand for.
 */
export const mistake = (name, details = null, here = new Error()) => {
  ops.realm.diagnose(name, here, details);
};
