// https://html.spec.whatwg.org/#errorevent

import { defineInterface, requireArguments, toDOMString, toUnsignedLong } from "./internal/webidl.mjs";
import { Event } from "./event.mjs";

export class ErrorEvent extends Event {
  #message;
  #filename;
  #lineno;
  #colno;
  #error;

  constructor(type, init = undefined) {
    requireArguments(arguments.length, 1, "The event's constructor");
    super(type, init);
    const { message = "", filename = "", lineno = 0, colno = 0, error } = init ?? {};
    this.#message = toDOMString(message);
    this.#filename = toDOMString(filename);
    this.#lineno = toUnsignedLong(lineno);
    this.#colno = toUnsignedLong(colno);
    this.#error = error;
  }

  get message() {
    return this.#message;
  }

  get filename() {
    return this.#filename;
  }

  get lineno() {
    return this.#lineno;
  }

  get colno() {
    return this.#colno;
  }

  get error() {
    return this.#error;
  }
}
defineInterface(ErrorEvent, "ErrorEvent");
