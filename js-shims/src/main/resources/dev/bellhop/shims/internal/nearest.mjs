// The word that somebody may have meant.

import {
  ArrayPrototypePush,
  MathMax,
  MathMin,
  StringPrototypeIncludes,
  StringPrototypeToLowerCase,
} from "./primordials.mjs";

/** The known word that is nearest, or null where none is near. Case counts for nothing. */
export function nearest(word, known) {
  let best = null;
  let least = Infinity;
  const given = StringPrototypeToLowerCase(word);
  for (let i = 0; i < known.length; i++) {
    const candidate = StringPrototypeToLowerCase(known[i]);
    const edits = isPart(given, candidate) ? 1 : distance(given, candidate);
    if (edits < least && edits <= MathMax(1, MathMin(given.length, candidate.length) / 4)) {
      best = known[i];
      least = edits;
    }
  }
  return best;
}

const SHORTEST_PART = 4;

const isPart = (one, other) =>
  MathMin(one.length, other.length) >= SHORTEST_PART &&
  (StringPrototypeIncludes(one, other) || StringPrototypeIncludes(other, one));

/** How many letters have to be put in, taken out or changed. */
function distance(from, to) {
  let above = [];
  for (let j = 0; j <= to.length; j++) {
    ArrayPrototypePush(above, j);
  }
  for (let i = 1; i <= from.length; i++) {
    const row = [i];
    for (let j = 1; j <= to.length; j++) {
      const changed = above[j - 1] + (from[i - 1] === to[j - 1] ? 0 : 1);
      ArrayPrototypePush(row, MathMin(changed, above[j] + 1, row[j - 1] + 1));
    }
    above = row;
  }
  return above[to.length];
}
