// What `key.algorithm` shows. https://w3c.github.io/webcrypto/#key-algorithm-dictionary

import { ObjectCreate, ObjectPrototype } from "../primordials.mjs";
import { copyFromHost } from "../bytes.mjs";
import { ops } from "../host.mjs";
import { show } from "./shown.mjs";

/** A KeyAlgorithm dictionary as a script gets it. */
export function algorithmObject({ algorithm, material }) {
  const { name, hash, length, modulusLength, namedCurve } = algorithm;
  const shown = ObjectCreate(ObjectPrototype);
  show(shown, "name", name);
  show(shown, "length", length);
  if (modulusLength !== undefined) {
    show(shown, "modulusLength", modulusLength);
    show(shown, "publicExponent", copyFromHost(ops.keyPairs.publicExponent(material)));
  }
  show(shown, "namedCurve", namedCurve);
  if (hash !== undefined) {
    const inner = ObjectCreate(ObjectPrototype);
    show(inner, "name", hash);
    show(shown, "hash", inner);
  }
  return shown;
}
