// https://encoding.spec.whatwg.org/#interface-mixin-textdecodercommon

import { guarded, ops } from "./host.mjs";
import { toDictionary, toDOMString } from "./webidl.mjs";

/** The decoder of the host that a script's constructor asks for, and the options that it gave. */
export function openDecoder(label, options) {
  const name = toDOMString(label);
  const dictionary = toDictionary(options, "The options of a decoder");
  const fatal = !!dictionary?.fatal;
  const ignoreBOM = !!dictionary?.ignoreBOM;
  const decoder = guarded(() => ops.encoding.decoder(name, fatal, ignoreBOM));
  return { decoder, encoding: decoder.encoding(), fatal, ignoreBOM };
}

/** The text of some bytes, after which more come. */
export const decodePiece = (decoder, { buffer, offset, length }) =>
  guarded(() => decoder.decode(buffer, offset, length));

/** The text of the last bytes. */
export const decodeLast = (decoder, { buffer, offset, length }) =>
  guarded(() => decoder.decodeLast(buffer, offset, length));

/** The rest of the text. */
export const finishText = (decoder) => guarded(() => decoder.finish());
