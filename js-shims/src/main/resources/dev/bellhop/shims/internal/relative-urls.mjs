// Relative URLs that lead to nothing, where against another base they would lead to a file: that of
// the page where the script's counts, or the other way round.

import { RegExpPrototypeExec } from "./primordials.mjs";
import { ops } from "./host.mjs";
import { Places, mistake } from "./mistakes.mjs";

const RELATIVE = /^(?![a-z][a-z\d+.-]*:|[/\\?#]|$)/i;

const places = new Places(50);

/** Where the script is, if it has given a relative URL; else null. */
export const placeOfRelative = (info) =>
  typeof info === "string" && RegExpPrototypeExec(RELATIVE, info) !== null ? places.here() : null;

/** Names a URL with its place, if there is a file that it may have been meant for. */
export function nameElsewhere(text, here) {
  const other = here === null ? null : (ops.hints?.elsewhere(text) ?? null);
  if (other !== null) {
    mistake("url-elsewhere", { __proto__: null, text, base: ops.realm.location().href, other }, here);
  }
}

/** The same for all of a list that are relative. */
export function nameAllElsewhere(infos) {
  for (let i = 0; i < infos.length; i++) {
    nameElsewhere(infos[i], placeOfRelative(infos[i]));
  }
}
