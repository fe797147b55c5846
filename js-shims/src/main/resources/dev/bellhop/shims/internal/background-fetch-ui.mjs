// https://wicg.github.io/background-fetch/#dictdef-backgroundfetchuioptions

import { TypeError } from "./primordials.mjs";
import { toDictionary, toDOMString, toSequence, toUSVString } from "./webidl.mjs";

/** What is to be shown; members that were not given are undefined. Of icons only the URLs count. */
export function toUIOptions(value) {
  const given = toDictionary(value, "The background fetch's options");
  const icons = given?.icons;
  const converted =
    icons === undefined ? undefined : toSequence(icons, toImageResource, "The icons");
  const title = given?.title;
  return { icons: converted, title: title === undefined ? undefined : toDOMString(title) };
}

/** https://w3c.github.io/image-resource/#dom-imageresource */
function toImageResource(value) {
  const given = toDictionary(value, "An icon");
  convertIfGiven(given?.label);
  convertIfGiven(given?.sizes);
  const src = given?.src;
  if (src === undefined) {
    throw new TypeError("An icon needs a src.");
  }
  const url = toUSVString(src);
  convertIfGiven(given.type);
  return url;
}

function convertIfGiven(value) {
  if (value !== undefined) {
    toDOMString(value);
  }
}
