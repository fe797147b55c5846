// https://html.spec.whatwg.org/#dom-workerglobalscope-importscripts

import { guarded, ops } from "./internal/host.mjs";
import { toUSVString } from "./internal/webidl.mjs";

export function importScripts(...urls) {
  for (let i = 0; i < urls.length; i++) {
    urls[i] = toUSVString(urls[i]);
  }
  for (let i = 0; i < urls.length; i++) {
    urls[i] = guarded(() => ops.imports.resolve(urls[i]));
  }
  for (let i = 0; i < urls.length; i++) {
    const text = guarded(() => ops.imports.text(urls[i]));
    ops.realm.evaluate(urls[i], text);
  }
}
