// The material of keys as text, for structured clone.

import { StringPrototypeStartsWith } from "../primordials.mjs";
import { fromHost } from "../bytes.mjs";
import { ops } from "../host.mjs";

const FORMATS = { __proto__: null, secret: "raw", public: "spki", private: "pkcs8" };

/** The text of a key's material. */
export const packed = (type, material) =>
  ops.subtle.base64Url(fromHost(ops.keyPairs.encoded(material, FORMATS[type])));

/** The material of such a text, for a key of this type and algorithm. */
export function unpacked(type, { name, namedCurve }, text) {
  const bytes = fromHost(ops.subtle.fromBase64Url(text));
  if (type === "secret") {
    return ops.subtle.secret(bytes);
  }
  const format = FORMATS[type];
  if (namedCurve !== undefined) {
    return ops.subtle.now(ops.keyPairs.importEc(namedCurve, format, bytes));
  }
  return ops.subtle.now(
    StringPrototypeStartsWith(name, "RSA")
      ? ops.keyPairs.importRsa(format, bytes)
      : ops.keyPairs.importOkp(name, format, bytes),
  );
}
