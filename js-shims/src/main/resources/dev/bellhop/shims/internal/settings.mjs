// What a global says of its environment settings object.
// https://html.spec.whatwg.org/#windoworworkerglobalscope-mixin

import { ops } from "./host.mjs";
import { global } from "./primordials.mjs";

export { global as self };

export const origin = ops.realm.location().origin;

/** There is no site and no page in any other context. */
export const isSecureContext = true;

/** There is no other process to be isolated from, and no SharedArrayBuffer. */
export const crossOriginIsolated = false;
