// https://html.spec.whatwg.org/#dom-reporterror

import { Error } from "./internal/primordials.mjs";
import { requireArguments } from "./internal/webidl.mjs";
import { reportException } from "./internal/report.mjs";

export function reportError(error) {
  requireArguments(arguments.length, 1, "reportError()");
  reportException(error, new Error());
}
