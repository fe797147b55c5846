// https://w3c.github.io/FileAPI/#creating-revoking

import { bytesOf, isBlob, typeOf } from "../blob.mjs";
import { TypeError } from "./primordials.mjs";
import { guarded, ops } from "./host.mjs";
import { include, requireArguments, toDOMString } from "./webidl.mjs";

/** Gives URL what it has where there is a page: in service workers it is missing. */
export function includeObjectUrls(URL) {
  include(URL, {
    createObjectURL(obj) {
      requireArguments(arguments.length, 1, "URL.createObjectURL()");
      if (!isBlob(obj)) {
        throw new TypeError("URL.createObjectURL() takes a Blob or a File.");
      }
      return guarded(() => ops.blobUrls.create(bytesOf(obj), typeOf(obj)));
    },

    revokeObjectURL(url) {
      requireArguments(arguments.length, 1, "URL.revokeObjectURL()");
      ops.blobUrls.revoke(toDOMString(url));
    },
  });
}
