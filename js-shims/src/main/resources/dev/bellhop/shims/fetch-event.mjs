// https://w3c.github.io/ServiceWorker/#fetchevent-interface

import {
  PromisePrototypeThen,
  PromiseResolve,
  PromiseWithResolvers,
  TypeError,
} from "./internal/primordials.mjs";
import { errorNamed, load, markHandled, ops, promised } from "./internal/host.mjs";
import {
  defineInterface,
  promiseAttributes,
  requireArguments,
  toDictionary,
  toDOMString,
} from "./internal/webidl.mjs";
import { Places, mistake } from "./internal/mistakes.mjs";
import { registerEventFactory } from "./internal/events.mjs";
import { bodyBehind, requestFromHost, responseFromHost, responseToHost } from "./internal/messages.mjs";
import { stateOf } from "./event.mjs";
import { ExtendableEvent, extendLifetime, onceDispatched } from "./extendable-event.mjs";
import { bodyOf, isRequest } from "./request.mjs";
import { isResponse } from "./response.mjs";

let answerWith;

export class FetchEvent extends ExtendableEvent {
  #request;
  #preloadResponse;
  #clientId;
  #resultingClientId;
  #replacesClientId;
  #handled;
  #entered = false;
  #answer = null;

  static {
    /** Makes an event of the host's; answer(promise, here) is called once, if respondWith() is. */
    answerWith = (event, answer) => {
      event.#answer = answer;
    };
  }

  constructor(type, init) {
    requireArguments(arguments.length, 2, "The FetchEvent constructor");
    super(type, init);
    const dictionary = toDictionary(init, "The event's options");
    this.#clientId = stringOrEmpty(dictionary?.clientId);
    const handled = dictionary?.handled;
    this.#handled =
      handled === undefined ? PromiseWithResolvers().promise : PromiseResolve(handled);
    this.#preloadResponse = PromiseResolve(dictionary?.preloadResponse);
    this.#replacesClientId = stringOrEmpty(dictionary?.replacesClientId);
    const request = dictionary?.request;
    if (!isRequest(request)) {
      throw new TypeError("The event's request must be a Request.");
    }
    this.#request = request;
    this.#resultingClientId = stringOrEmpty(dictionary?.resultingClientId);
  }

  get request() {
    return this.#request;
  }

  get preloadResponse() {
    return this.#preloadResponse;
  }

  get clientId() {
    return this.#clientId;
  }

  get resultingClientId() {
    return this.#resultingClientId;
  }

  get replacesClientId() {
    return this.#replacesClientId;
  }

  get handled() {
    return this.#handled;
  }

  /** https://w3c.github.io/ServiceWorker/#fetch-event-respondwith */
  respondWith(response) {
    this.#entered;
    if (arguments.length === 0) {
      mistake("respondwith-no-response", { __proto__: null, value: "nothing" });
    }
    requireArguments(arguments.length, 1, "respondWith()");
    const promise = PromiseResolve(response);
    const state = stateOf(this);
    if (!state.dispatching) {
      mistake("respondwith-too-late");
      throw errorNamed(
        "InvalidStateError",
        "respondWith() was called too late: the event's listeners have returned. Call it at once, with a promise.",
      );
    }
    if (this.#entered) {
      throw errorNamed("InvalidStateError", "respondWith() was called before for this event.");
    }
    extendLifetime(this, promise, "respondWith()");
    state.stopPropagation = true;
    state.stopImmediate = true;
    this.#entered = true;
    if (typeof response === "function") {
      mistake("respondwith-function");
      this.#answer(promise, null);
    } else {
      this.#answer(promise, places.here());
    }
  }
}
defineInterface(FetchEvent, "FetchEvent");
promiseAttributes(FetchEvent, ["handled", "preloadResponse"]);

/** Where respondWith() was called. */
const places = new Places(200);

/** Names what a promise or a value was that is no Response. */
function nameNoResponse(value, here) {
  if (typeof value === "function") {
    return;
  }
  if (value === undefined) {
    mistake("respondwith-undefined", null, here);
  } else {
    mistake("respondwith-no-response", { __proto__: null, value: inWords(value) }, here);
  }
}

function inWords(value) {
  if (value === null) {
    return "null";
  }
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}

const stringOrEmpty = (value) => (value === undefined ? "" : toDOMString(value));

const NO_RESPONSE = "the worker's fetch handler answered with something that is no Response";
const USED = "the worker's fetch handler answered with a Response whose body has been read or is locked";
const REJECTED = "the promise that the worker's fetch handler gave to respondWith() was rejected";
const PREVENTED = "the worker's fetch handler called preventDefault(), but not respondWith()";
const BODY_READ =
  "the worker read the request's body, a stream, and left the request to the network, which cannot get it any more";

/** The promise of the preload's response: undefined where there is no preload. */
function preloadOf(exchange) {
  if (!ops.fetchEvent.preloads(exchange)) {
    return undefined;
  }
  const promise = PromisePrototypeThen(
    promised((done) => ops.fetchEvent.preloadResponse(exchange, done)),
    responseFromHost,
  );
  markHandled(promise);
  return promise;
}

/** A function that makes the signals of an exchange's request, which few workers look at. */
function makerOfSignals(exchange) {
  let signal = null;
  let isAborted = false;
  ops.fetchEvent.onAbort(exchange, () => {
    isAborted = true;
    if (signal !== null) {
      load("abort-signal.mjs").signalAbort(signal);
    }
  });
  return () => {
    const { createSignal, signalAbort } = load("abort-signal.mjs");
    signal = createSignal();
    if (isAborted) {
      signalAbort(signal);
    }
    return [signal];
  };
}

registerEventFactory("fetch", (exchange) => {
  const request = requestFromHost(ops.fetchEvent.begin(exchange), {
    guard: "immutable",
    signals: makerOfSignals(exchange),
  });
  const ids = ops.fetchEvent.clientIds(exchange);
  const { promise, resolve, reject } = PromiseWithResolvers();
  markHandled(promise);
  const event = new FetchEvent("fetch", {
    __proto__: null,
    cancelable: true,
    clientId: ids[0],
    resultingClientId: ids[1],
    replacesClientId: ids[2],
    request,
    handled: promise,
    preloadResponse: preloadOf(exchange),
  });
  const fail = (why) => {
    reject(errorNamed("NetworkError", `The request failed: ${why}.`));
    ops.fetchEvent.fail(exchange, why);
  };
  const respond = (response, here) => {
    if (!isResponse(response)) {
      nameNoResponse(response, here);
      fail(NO_RESPONSE);
    } else if (bodyBehind(response)?.isUnusable) {
      fail(USED);
    } else {
      const handle = responseToHost(response);
      resolve();
      ops.fetchEvent.respond(exchange, handle);
    }
  };
  let entered = false;
  answerWith(event, (answer, here) => {
    entered = true;
    PromisePrototypeThen(answer, (response) => respond(response, here), () => fail(REJECTED));
  });
  onceDispatched(event, (canceled) => {
    if (entered) {
      return;
    }
    const body = bodyOf(request);
    const isStream = body !== null && !body.hasSource;
    if (canceled) {
      fail(PREVENTED);
    } else if (isStream && body.isUnusable) {
      // The event has not failed: it is the request to the network that does.
      resolve();
      ops.fetchEvent.fail(exchange, BODY_READ);
    } else {
      if (isStream) {
        body.take();
      }
      resolve();
      ops.fetchEvent.fallBack(exchange);
    }
  });
  return event;
});
