// https://html.spec.whatwg.org/#atob

import { guarded, ops } from "./internal/host.mjs";
import { requireArguments, toDOMString } from "./internal/webidl.mjs";

export function atob(data) {
  requireArguments(arguments.length, 1, "atob()");
  return guarded(() => ops.encoding.atob(toDOMString(data)));
}

export function btoa(data) {
  requireArguments(arguments.length, 1, "btoa()");
  return guarded(() => ops.encoding.btoa(toDOMString(data)));
}
