// https://w3c.github.io/permissions/#permissions-interface

import { TypeError } from "./internal/primordials.mjs";
import { guarded, ops } from "./internal/host.mjs";
import {
  defineInterface,
  internalToken,
  requireArguments,
  requireToken,
  toDictionary,
  toDOMString,
} from "./internal/webidl.mjs";
import { statusOf } from "./permission-status.mjs";

export class Permissions {
  #brand = true;

  constructor(token = undefined) {
    requireToken(token, "Permissions");
  }

  async query(permissionDesc) {
    this.#brand;
    requireArguments(arguments.length, 1, "permissions.query()");
    const name = toDictionary(permissionDesc, "The permission's descriptor")?.name;
    if (name === undefined) {
      throw new TypeError("A permission's descriptor needs a name.");
    }
    const text = toDOMString(name);
    return statusOf(
      text,
      guarded(() => ops.permissions.state(text)),
    );
  }
}
defineInterface(Permissions, "Permissions");

/** navigator.permissions */
export const permissions = new Permissions(internalToken);
