// https://wicg.github.io/background-fetch/#background-fetch-record-interface

import { PromisePrototypeThen, PromiseReject, TypeError } from "./internal/primordials.mjs";
import { ops, promised } from "./internal/host.mjs";
import { defineInterface, internalToken, isObject, requireToken } from "./internal/webidl.mjs";
import { requestFromHost, responseFromHost } from "./internal/messages.mjs";

/** A record object for the host's record. */
export let createRecord;
let isRecord;

export class BackgroundFetchRecord {
  #handle;
  #request = null;
  #responseReady = null;

  static {
    createRecord = (handle) => {
      const record = new BackgroundFetchRecord(internalToken);
      record.#handle = handle;
      return record;
    };
    isRecord = (value) => isObject(value) && #handle in value;
  }

  constructor(token = undefined) {
    requireToken(token, "BackgroundFetchRecord");
  }

  get request() {
    const handle = this.#handle;
    this.#request ??= requestFromHost(ops.backgroundFetch.request(handle));
    return this.#request;
  }

  // Made when asked for, so that a failure that nobody asks about is reported to nobody.
  get responseReady() {
    if (!isRecord(this)) {
      // An attribute whose type is a promise does not throw.
      return PromiseReject(new TypeError("responseReady is an attribute of BackgroundFetchRecord."));
    }
    const handle = this.#handle;
    this.#responseReady ??= PromisePrototypeThen(
      promised((done) => ops.backgroundFetch.responseReady(handle, done)),
      (response) => responseFromHost(response),
    );
    return this.#responseReady;
  }
}
defineInterface(BackgroundFetchRecord, "BackgroundFetchRecord");
