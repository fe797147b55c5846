// https://wicg.github.io/background-fetch/#background-fetch-registration

import {
  Map,
  MapPrototypeGet,
  MapPrototypeSet,
  PromisePrototypeThen,
  PromiseReject,
  PromiseResolve,
} from "./internal/primordials.mjs";
import { arrayOf, errorNamed, ops, promised } from "./internal/host.mjs";
import {
  defineInterface,
  internalToken,
  isObject,
  requireArguments,
  requireToken,
} from "./internal/webidl.mjs";
import { mistake } from "./internal/mistakes.mjs";
import { registerEventFactory } from "./internal/events.mjs";
import { requestHeadToHost } from "./internal/messages.mjs";
import { toQueryOptions, toRequestInfo } from "./internal/cache-query.mjs";
import { createRecord } from "./background-fetch-record.mjs";
import { EventTarget, defineEventHandlers } from "./event-target.mjs";
import { Event } from "./event.mjs";
import { Request, isRequest } from "./request.mjs";

export let isRegistration;
/** The host's number for the background fetch of a registration. */
export let uidOf;
let update;

export class BackgroundFetchRegistration extends EventTarget {
  #uid;
  #id;
  #uploadTotal;
  #downloadTotal;
  // Copies of what the background fetch had when a task last told us: they never change meanwhile.
  #uploaded;
  #downloaded;
  #result;
  #failureReason;
  #recordsAvailable;

  static {
    isRegistration = (value) => isObject(value) && #uid in value;
    uidOf = (registration) => registration.#uid;
    update = (registration, members) => {
      const uploaded = members[3];
      const downloaded = members[5];
      const result = members[6];
      const failureReason = members[7];
      if (!members[8]) {
        registration.#recordsAvailable = false;
      }
      if (
        registration.#result !== "" ||
        (registration.#downloaded === downloaded &&
          registration.#uploaded === uploaded &&
          registration.#result === result &&
          registration.#failureReason === failureReason)
      ) {
        return false;
      }
      registration.#downloaded = downloaded;
      registration.#uploaded = uploaded;
      registration.#result = result;
      registration.#failureReason = failureReason;
      return true;
    };
  }

  constructor(token = undefined, members = undefined) {
    requireToken(token, "BackgroundFetchRegistration");
    super();
    this.#uid = members[0];
    this.#id = members[1];
    this.#uploadTotal = members[2];
    this.#uploaded = members[3];
    this.#downloadTotal = members[4];
    this.#downloaded = members[5];
    this.#result = members[6];
    this.#failureReason = members[7];
    this.#recordsAvailable = members[8];
  }

  get id() {
    return this.#id;
  }

  get uploadTotal() {
    return this.#uploadTotal;
  }

  get uploaded() {
    return this.#uploaded;
  }

  get downloadTotal() {
    return this.#downloadTotal;
  }

  get downloaded() {
    return this.#downloaded;
  }

  get result() {
    return this.#result;
  }

  get failureReason() {
    return this.#failureReason;
  }

  get recordsAvailable() {
    return this.#recordsAvailable;
  }

  abort() {
    return rejectThrown(() => {
      const uid = this.#uid;
      return promised((done) => ops.backgroundFetch.abort(uid, done));
    });
  }

  match(request, options = undefined) {
    return rejectThrown(() => {
      this.#uid;
      requireArguments(arguments.length, 1, "match()");
      return PromisePrototypeThen(
        this.#matchAll(toRequestInfo(request), options),
        (found) => found[0],
      );
    });
  }

  matchAll(request = undefined, options = undefined) {
    return rejectThrown(() => {
      this.#uid;
      return this.#matchAll(request === undefined ? null : toRequestInfo(request), options);
    });
  }

  #matchAll(info, options) {
    const { ignoreMethod, ignoreSearch, ignoreVary } = toQueryOptions(options);
    if (!this.#recordsAvailable) {
      mistake("records-unavailable", { __proto__: null, id: this.#id });
      throw errorNamed(
        "InvalidStateError",
        "The records of this background fetch are gone: its event's handlers have returned, and no promise given to waitUntil() is pending.",
      );
    }
    const query = info === null ? null : toQuery(info);
    const uid = this.#uid;
    return PromisePrototypeThen(
      promised((done) =>
        ops.backgroundFetch.match(uid, query, ignoreSearch, ignoreMethod, ignoreVary, done),
      ),
      toRecords,
    );
  }
}
defineInterface(BackgroundFetchRegistration, "BackgroundFetchRegistration");
defineEventHandlers(BackgroundFetchRegistration.prototype, ["progress"]);

const toQuery = (info) => requestHeadToHost(isRequest(info) ? info : new Request(info));

const toRecords = (found) => arrayOf(found, createRecord);

/** Methods that return promises do not throw. */
function rejectThrown(steps) {
  try {
    return PromiseResolve(steps());
  } catch (error) {
    return PromiseReject(error);
  }
}

const instances = new Map();

/**
 * The one registration object of this realm for a background fetch, by the host's snapshot of it.
 * https://wicg.github.io/background-fetch/#get-a-backgroundfetchregistration-instance-algorithm
 */
export function registrationFor(snapshot) {
  const members = ops.backgroundFetch.members(snapshot);
  const known = MapPrototypeGet(instances, members[0]);
  if (known !== undefined) {
    return known;
  }
  const registration = new BackgroundFetchRegistration(internalToken, members);
  MapPrototypeSet(instances, members[0], registration);
  ops.backgroundFetch.observe(members[0]);
  return registration;
}

// https://wicg.github.io/background-fetch/#update-background-fetch-instance-algorithm
registerEventFactory("backgroundfetchprogress", (snapshot) => {
  const members = ops.backgroundFetch.members(snapshot);
  const target = MapPrototypeGet(instances, members[0]);
  return update(target, members) ? { event: new Event("progress"), target } : null;
});
