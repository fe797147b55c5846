// https://fetch.spec.whatwg.org/#fetch-method

import {
  PromisePrototypeThen,
  PromiseReject,
  PromiseWithResolvers,
} from "./internal/primordials.mjs";
import { load, ops } from "./internal/host.mjs";
import { lastingRead } from "./internal/global-state.mjs";
import { PASSING, watched } from "./internal/lifetime-watch.mjs";
import { nameElsewhere, placeOfRelative } from "./internal/relative-urls.mjs";
import { requireArguments } from "./internal/webidl.mjs";
import { requestToHost, responseFromHost } from "./internal/messages.mjs";
import { Request, bodyOf as bodyOfRequest, signalsOf } from "./request.mjs";
import { bodyOf as bodyOfResponse } from "./response.mjs";

export function fetch(input, init = undefined) {
  let request;
  try {
    requireArguments(arguments.length, 1, "fetch()");
    request = new Request(input, init);
  } catch (error) {
    return PromiseReject(error);
  }
  const signals = signalsOf(request);
  const answer =
    signals.length === 0 ? send(request, null) : sendAbortable(request, signals[0]);
  nameElsewhere(input, placeOfRelative(input));
  return answer;
}

function sendAbortable(request, signal) {
  const { abortReason, addAbortAlgorithm, isAborted } = load("abort-signal.mjs");
  if (isAborted(signal)) {
    const reason = abortReason(signal);
    bodyOfRequest(request)?.cancel(reason);
    return PromiseReject(reason);
  }
  const { promise, resolve, reject } = PromiseWithResolvers();
  const token = ops.fetch.token();
  let response = null;
  addAbortAlgorithm(signal, (reason) => {
    reject(reason);
    bodyOfRequest(request)?.fail(reason);
    if (response !== null) {
      bodyOfResponse(response)?.fail(reason);
    }
    ops.fetch.abort(token);
  });
  PromisePrototypeThen(
    send(request, token),
    (value) => {
      response = value;
      resolve(value);
    },
    reject,
  );
  return promise;
}

async function send(request, token) {
  const handle = requestToHost(request);
  const given = token ?? ops.fetch.token();
  lastingRead();
  return responseFromHost(
    await watched("fetch()", PASSING, (done) => ops.fetch.fetch(handle, given, done)),
  );
}
