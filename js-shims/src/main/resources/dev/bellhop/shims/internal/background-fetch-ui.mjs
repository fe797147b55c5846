// https://wicg.github.io/background-fetch/#dictdef-backgroundfetchuioptions

import { ArrayPrototypePush, TypeError } from "./primordials.mjs";
import { toDictionary, toDOMString, toSequence, toUSVString } from "./webidl.mjs";

/** What is to be shown; members that were not given are undefined. Icons come flat. */
export function toUIOptions(value) {
  const given = toDictionary(value, "The background fetch's options");
  const icons = given?.icons;
  const converted =
    icons === undefined ? undefined : flat(toSequence(icons, toImageResource, "The icons"));
  const title = given?.title;
  return { icons: converted, title: title === undefined ? undefined : toDOMString(title) };
}

/**
 * src, sizes, type and label; null for what was not given.
 * https://w3c.github.io/image-resource/#dom-imageresource
 */
function toImageResource(value) {
  const given = toDictionary(value, "An icon");
  const label = toTextOrNull(given?.label);
  const sizes = toTextOrNull(given?.sizes);
  const src = given?.src;
  if (src === undefined) {
    throw new TypeError("An icon needs a src.");
  }
  const url = toUSVString(src);
  const type = toTextOrNull(given.type);
  return [url, sizes, type, label];
}

const toTextOrNull = (value) => (value === undefined ? null : toDOMString(value));

function flat(lists) {
  const all = [];
  for (let i = 0; i < lists.length; i++) {
    for (let j = 0; j < lists[i].length; j++) {
      ArrayPrototypePush(all, lists[i][j]);
    }
  }
  return all;
}
