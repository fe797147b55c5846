// https://html.spec.whatwg.org/#dom-workerglobalscope-importscripts

import { errorNamed, guarded, ops } from "./internal/host.mjs";
import { mistake } from "./internal/mistakes.mjs";
import { toUSVString } from "./internal/webidl.mjs";

export function importScripts(...urls) {
  guarded(() => ops.imports.check());
  for (let i = 0; i < urls.length; i++) {
    urls[i] = toUSVString(urls[i]);
  }
  for (let i = 0; i < urls.length; i++) {
    urls[i] = guarded(() => ops.imports.resolve(urls[i]));
  }
  for (let i = 0; i < urls.length; i++) {
    if (ops.imports.isLate(urls[i])) {
      mistake("importscripts-late", { __proto__: null, url: urls[i] });
    }
    const text = guarded(() => ops.imports.text(urls[i]));
    if (ops.imports.muted(urls[i])) {
      evaluateMuted(urls[i], text);
    } else {
      ops.realm.evaluate(urls[i], text);
    }
  }
}

// https://html.spec.whatwg.org/#muted-errors
function evaluateMuted(url, text) {
  ops.realm.mute(url);
  try {
    ops.realm.evaluate(url, text);
  } catch {
    throw errorNamed("NetworkError", `${url}, which is of another origin, failed.`);
  }
}
