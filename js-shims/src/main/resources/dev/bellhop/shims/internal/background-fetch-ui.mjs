// https://wicg.github.io/background-fetch/#dictdef-backgroundfetchuioptions

import { toImageResource } from "./image-resource.mjs";
import { load } from "./host.mjs";
import { mistake } from "./mistakes.mjs";
import { ArrayPrototypeIncludes, ArrayPrototypePush, ReflectOwnKeys } from "./primordials.mjs";
import { toDictionary, toDOMString, toSequence } from "./webidl.mjs";

/**
 * What is to be shown; members that were not given are undefined. Icons come flat. Members of other
 * names than those that are known are named as mistakes.
 */
export function toUIOptions(value, known) {
  const given = toDictionary(value, "The background fetch's options");
  nameUnknown(given, known);
  const icons = given?.icons;
  const converted =
    icons === undefined ? undefined : flat(toSequence(icons, toIcon, "The icons"));
  const title = given?.title;
  return { icons: converted, title: title === undefined ? undefined : toDOMString(title) };
}

function nameUnknown(given, known) {
  const names = given === undefined || given === null ? [] : ReflectOwnKeys(given);
  for (let i = 0; i < names.length; i++) {
    const option = names[i];
    if (option === "icon") {
      mistake("icon-for-icons");
    } else if (typeof option === "string" && !ArrayPrototypeIncludes(known, option)) {
      const nearest = load("internal/nearest.mjs").nearest(option, known);
      mistake("unknown-option", { __proto__: null, option, nearest });
    }
  }
}

const toIcon = (value) => toImageResource(value, "An icon needs a src.");

/** src, sizes, type and label of each; null for what was not given. */
function flat(icons) {
  const all = [];
  for (let i = 0; i < icons.length; i++) {
    const { src, sizes, type, label } = icons[i];
    ArrayPrototypePush(all, src, sizes ?? null, type ?? null, label ?? null);
  }
  return all;
}
