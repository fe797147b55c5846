// https://html.spec.whatwg.org/#event-stream-interpretation

import {
  ArrayPrototypePush,
  NumberParseInt,
  RegExpPrototypeExec,
  StringPrototypeEndsWith,
  StringPrototypeIncludes,
  StringPrototypeIndexOf,
  StringPrototypeSlice,
  StringPrototypeStartsWith,
} from "./primordials.mjs";

const LINE_END = /\r\n|\n|\r/;
const DIGITS = /^[0-9]+$/;

/** Makes events of the text of an event stream, which comes in pieces. */
export class EventStream {
  #rest = "";
  #type = "";
  #data = "";
  #afterReturn = false;
  /** The last event ID buffer, and the last event ID itself, which an empty line makes of it. */
  #idBuffer;
  #id;
  #onRetry;

  /** With the last event ID of the stream before, and what is told another reconnection time. */
  constructor(id, onRetry) {
    this.#idBuffer = id;
    this.#id = id;
    this.#onRetry = onRetry;
  }

  /** The events that are complete with this piece: their types, data and IDs. */
  push(text) {
    const events = [];
    // A line's end may have been cut in two; its first half was an end already.
    const isCut = this.#afterReturn && StringPrototypeStartsWith(text, "\n");
    let rest = this.#rest + (isCut ? StringPrototypeSlice(text, 1) : text);
    if (text !== "") {
      this.#afterReturn = StringPrototypeEndsWith(text, "\r");
    }
    for (;;) {
      const end = RegExpPrototypeExec(LINE_END, rest);
      if (end === null) {
        this.#rest = rest;
        return events;
      }
      const line = StringPrototypeSlice(rest, 0, end.index);
      rest = StringPrototypeSlice(rest, end.index + end[0].length);
      if (line === "") {
        this.#complete(events);
      } else {
        this.#field(line);
      }
    }
  }

  /** The ID that a new connection begins with. */
  get id() {
    return this.#id;
  }

  /** https://html.spec.whatwg.org/#dispatchMessage */
  #complete(events) {
    this.#id = this.#idBuffer;
    if (this.#data !== "") {
      ArrayPrototypePush(events, {
        type: this.#type === "" ? "message" : this.#type,
        data: StringPrototypeEndsWith(this.#data, "\n")
          ? StringPrototypeSlice(this.#data, 0, -1)
          : this.#data,
        lastEventId: this.#id,
      });
    }
    this.#type = "";
    this.#data = "";
  }

  #field(line) {
    const colon = StringPrototypeIndexOf(line, ":");
    const name = colon < 0 ? line : StringPrototypeSlice(line, 0, colon);
    const after = colon < 0 ? "" : StringPrototypeSlice(line, colon + 1);
    const value = StringPrototypeStartsWith(after, " ") ? StringPrototypeSlice(after, 1) : after;
    switch (name) {
      case "event":
        this.#type = value;
        break;
      case "data":
        this.#data += `${value}\n`;
        break;
      case "id":
        if (!StringPrototypeIncludes(value, "\0")) {
          this.#idBuffer = value;
        }
        break;
      case "retry":
        if (RegExpPrototypeExec(DIGITS, value) !== null) {
          this.#onRetry(NumberParseInt(value, 10));
        }
        break;
      default:
      // A comment, or a field of nobody's.
    }
  }
}
