// https://streams.spec.whatwg.org/#dictdef-streampipeoptions

import { toDictionary } from "../webidl.mjs";
import { toSignal } from "../../abort-signal.mjs";

/** The options that a script gave a pipe. */
export function toPipeOptions(value) {
  const dictionary = toDictionary(value, "The options of a pipe");
  const preventAbort = !!dictionary?.preventAbort;
  const preventCancel = !!dictionary?.preventCancel;
  const preventClose = !!dictionary?.preventClose;
  const signal = dictionary?.signal;
  return {
    preventAbort,
    preventCancel,
    preventClose,
    signal: signal === undefined ? undefined : toSignal(signal),
  };
}
