// https://html.spec.whatwg.org/#the-eventsource-interface

import {
  ArrayBuffer,
  ArrayBufferPrototypeGetByteLength,
  PromisePrototypeThen,
  StringFromCharCode,
} from "./internal/primordials.mjs";
import { errorNamed, ops, promised } from "./internal/host.mjs";
import { copyFromHost } from "./internal/bytes.mjs";
import { EventStream } from "./internal/event-stream.mjs";
import { hostRequestOf } from "./internal/messages.mjs";
import { defineInterface, requireArguments, toDictionary, toUSVString } from "./internal/webidl.mjs";
import { Event } from "./event.mjs";
import { EventTarget, defineEventHandlers, fire } from "./event-target.mjs";
import { MessageEvent } from "./message-event.mjs";
import { USUAL } from "./request.mjs";

const CONNECTING = 0;
const OPEN = 1;
const CLOSED = 2;

const RECONNECTION_TIME = 3000;
const OK = 200;

// Where the host puts what in a URL's components and in a response.
const HREF = 1;
const ORIGIN = 2;
const RESPONSE_URL = 1;
const RESPONSE_STATUS = 3;
const RESPONSE_HEADERS = 5;

export class EventSource extends EventTarget {
  #url;
  #withCredentials;
  #state = CONNECTING;
  #reconnectionTime = RECONNECTION_TIME;
  #lastEventId = "";
  #token = null;

  constructor(url, init = undefined) {
    requireArguments(arguments.length, 1, "The EventSource constructor");
    super();
    const given = toUSVString(url);
    this.#withCredentials = !!toDictionary(init, "The options of an EventSource")?.withCredentials;
    const components = ops.url.parse(given, ops.realm.location().href);
    if (components === null) {
      throw errorNamed("SyntaxError", `"${given}" is no URL.`);
    }
    this.#url = components[HREF];
    this.#connect();
  }

  get url() {
    return this.#url;
  }

  get withCredentials() {
    return this.#withCredentials;
  }

  get readyState() {
    return this.#state;
  }

  close() {
    this.#state = CLOSED;
    ops.fetch.abort(this.#token);
  }

  #connect() {
    const headers = ["Accept", "text/event-stream"];
    if (this.#lastEventId !== "") {
      // Another origin is asked by a preflight whether it takes this, which browsers leave out.
      headers[2] = "Last-Event-ID";
      headers[3] = utf8Bytes(this.#lastEventId);
    }
    const credentials = this.#withCredentials ? "include" : "same-origin";
    const request = hostRequestOf(
      { __proto__: null, ...USUAL, url: this.#url, credentials, cache: "no-store" },
      headers,
      null,
    );
    const token = ops.fetch.token();
    this.#token = token;
    PromisePrototypeThen(
      promised((done) => ops.fetch.fetch(request, token, done)),
      (response) => this.#answered(response),
      () => this.#reestablish(),
    );
  }

  #answered(response) {
    const parts = ops.fetch.responseParts(response);
    const body = ops.fetch.visibleBody(response);
    const type = ops.fetch.mimeType(parts[RESPONSE_HEADERS]);
    if (parts[RESPONSE_STATUS] !== OK || type === null || type[1] !== "text/event-stream") {
      ops.fetch.abort(this.#token);
      this.#task(() => this.#fail());
      return;
    }
    this.#task(() => {
      this.#state = OPEN;
      fire(new Event("open"), this);
    });
    if (body === null) {
      this.#reestablish();
      return;
    }
    const stream = new EventStream(this.#lastEventId, (time) => {
      this.#reconnectionTime = time;
    });
    const origin = ops.url.parse(parts[RESPONSE_URL], null)[ORIGIN];
    this.#read(ops.body.open(body), ops.encoding.decoder("utf-8", false, false), stream, origin);
  }

  #read(reader, decoder, stream, origin) {
    ops.body.listen(reader, (chunk) => {
      if (chunk === null) {
        this.#reestablish();
        return;
      }
      const buffer = new ArrayBuffer(chunk);
      const length = ArrayBufferPrototypeGetByteLength(buffer);
      const events = stream.push(decoder.decode(buffer, 0, length));
      this.#lastEventId = stream.id;
      for (let i = 0; i < events.length; i++) {
        const { type, data, lastEventId } = events[i];
        const init = { __proto__: null, data, origin, lastEventId };
        this.#task(() => fire(new MessageEvent(type, init), this));
      }
      this.#read(reader, decoder, stream, origin);
    });
  }

  /** https://html.spec.whatwg.org/#reestablish-the-connection */
  #reestablish() {
    this.#task(() => {
      this.#state = CONNECTING;
      fire(new Event("error"), this);
      ops.timers.startIdle(this.#reconnectionTime, () => {
        if (this.#state === CONNECTING) {
          this.#connect();
        }
      });
    });
  }

  /** https://html.spec.whatwg.org/#fail-the-connection */
  #fail() {
    this.#state = CLOSED;
    fire(new Event("error"), this);
  }

  /** Queues a task, which does nothing once this is closed. */
  #task(steps) {
    ops.timers.start(0, () => {
      if (this.#state !== CLOSED) {
        steps();
      }
    });
  }
}
defineEventHandlers(EventSource.prototype, ["open", "message", "error"]);
defineInterface(EventSource, "EventSource", { CONNECTING, OPEN, CLOSED });

/** The UTF-8 bytes of a text, each as a character, as headers have them. */
function utf8Bytes(text) {
  const bytes = copyFromHost(ops.encoding.encode(text));
  let result = "";
  for (let i = 0; i < bytes.length; i++) {
    result += StringFromCharCode(bytes[i]);
  }
  return result;
}
