// https://fetch.spec.whatwg.org/#requestinfo

import { toUSVString } from "./webidl.mjs";
import { isRequest } from "../request.mjs";

/** A Request as it is, or the text of a URL. */
export const toRequestInfo = (value) => (isRequest(value) ? value : toUSVString(value));
