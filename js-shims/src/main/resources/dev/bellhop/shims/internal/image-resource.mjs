// https://w3c.github.io/image-resource/#dom-imageresource

import { TypeError } from "./primordials.mjs";
import { toDictionary, toDOMString, toUSVString } from "./webidl.mjs";

/** An icon; members that were not given are undefined. The sentence is for one without a src. */
export function toImageResource(value, missing) {
  const given = toDictionary(value, "An icon");
  const label = toText(given?.label);
  const sizes = toText(given?.sizes);
  const src = given?.src;
  if (src === undefined) {
    throw new TypeError(missing);
  }
  return { label, sizes, src: toUSVString(src), type: toText(given.type) };
}

const toText = (value) => (value === undefined ? undefined : toDOMString(value));
