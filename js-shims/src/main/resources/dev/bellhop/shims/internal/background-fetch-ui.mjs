// https://wicg.github.io/background-fetch/#dictdef-backgroundfetchuioptions

import { toImageResource } from "./image-resource.mjs";
import { ArrayPrototypePush } from "./primordials.mjs";
import { toDictionary, toDOMString, toSequence } from "./webidl.mjs";

/** What is to be shown; members that were not given are undefined. Icons come flat. */
export function toUIOptions(value) {
  const given = toDictionary(value, "The background fetch's options");
  const icons = given?.icons;
  const converted =
    icons === undefined ? undefined : flat(toSequence(icons, toIcon, "The icons"));
  const title = given?.title;
  return { icons: converted, title: title === undefined ? undefined : toDOMString(title) };
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
