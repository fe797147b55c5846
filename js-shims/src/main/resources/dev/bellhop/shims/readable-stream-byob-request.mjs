// https://streams.spec.whatwg.org/#rs-byob-request-class

import { TypeError } from "./internal/primordials.mjs";
import { describe, isDetached, requireView } from "./internal/streams/buffers.mjs";
import { respond, respondWithNewView } from "./internal/streams/pull-intos.mjs";
import {
  defineInterface,
  internalToken,
  requireArguments,
  requireToken,
  toUnsignedLongLong,
} from "./internal/webidl.mjs";

export class ReadableStreamBYOBRequest {
  #request;

  constructor(token = undefined, request = undefined) {
    requireToken(token, "ReadableStreamBYOBRequest");
    this.#request = request;
  }

  get view() {
    return this.#request.view;
  }

  respond(bytesWritten) {
    const request = this.#request;
    requireArguments(arguments.length, 1, "respond()");
    const count = toUnsignedLongLong(bytesWritten, "The number of bytes", "enforce");
    requireUnanswered(request);
    requireAttached(request.view);
    respond(request.controller, count);
  }

  respondWithNewView(view) {
    const request = this.#request;
    requireArguments(arguments.length, 1, "respondWithNewView()");
    requireView(view);
    requireUnanswered(request);
    requireAttached(view);
    respondWithNewView(request.controller, view);
  }
}
defineInterface(ReadableStreamBYOBRequest, "ReadableStreamBYOBRequest");

/** The object that a script gets for a request. */
export function byobRequestObject(request) {
  request.object ??= new ReadableStreamBYOBRequest(internalToken, request);
  return request.object;
}

function requireUnanswered({ controller }) {
  if (controller === null) {
    throw new TypeError("The request has been answered already.");
  }
}

function requireAttached(view) {
  if (isDetached(describe(view).buffer)) {
    throw new TypeError("The buffer of the view is detached.");
  }
}
