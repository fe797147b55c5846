// https://w3c.github.io/webcrypto/#sha

import { ops } from "../host.mjs";
import { bytesFrom } from "./jobs.mjs";

const digest = {
  members: [],
  run: ({ name }, data) => bytesFrom(ops.subtle.digest(name, data)),
};

export const algorithms = {
  __proto__: null,
  "SHA-1": { __proto__: null, digest },
  "SHA-256": { __proto__: null, digest },
  "SHA-384": { __proto__: null, digest },
  "SHA-512": { __proto__: null, digest },
};
