// https://wicg.github.io/background-fetch/#background-fetch-manager

import {
  ArrayPrototypePush,
  Error,
  PromisePrototypeThen,
  PromiseReject,
  StringPrototypeIncludes,
  SymbolIterator,
  TypeError,
} from "./internal/primordials.mjs";
import { arrayOf, load, ops, promised } from "./internal/host.mjs";
import {
  defineInterface,
  internalToken,
  isObject,
  requireArguments,
  requireToken,
  sequenceFrom,
  toDOMString,
  toUnsignedLongLong,
} from "./internal/webidl.mjs";
import { mistake } from "./internal/mistakes.mjs";
import { toUIOptions } from "./internal/background-fetch-ui.mjs";
import { nameAllElsewhere } from "./internal/relative-urls.mjs";
import { toRequestInfo } from "./internal/cache-query.mjs";
import { requestToHost } from "./internal/messages.mjs";
import { Request, isRequest, stateOf as stateOfRequest } from "./request.mjs";
import { registrationFor } from "./background-fetch-registration.mjs";

const isWorker = ops.realm.kind() === "worker";

export class BackgroundFetchManager {
  #registration;
  #hasActiveWorker;

  constructor(token = undefined, registration = undefined, hasActiveWorker = undefined) {
    requireToken(token, "BackgroundFetchManager");
    this.#registration = registration;
    this.#hasActiveWorker = hasActiveWorker;
  }

  fetch(id, requests, options = undefined) {
    return rejectThrown(() => {
      const registration = this.#registration;
      requireArguments(arguments.length, 2, "backgroundFetch.fetch()");
      const name = toDOMString(id);
      const infos = toRequestInfos(requests);
      nameAllElsewhere(infos);
      const { icons, title } = toUIOptions(options, ["downloadTotal", "icons", "title"]);
      const downloadTotal = toDownloadTotal(options);
      const seesActiveWorker = this.#hasActiveWorker();
      if (isWorker && has("WORKERS_REFUSED")) {
        throw new TypeError("backgroundFetch.fetch() is for pages; a worker cannot call it.");
      }
      // Where there is no worker and that counts first, the host refuses whatever the requests are.
      const handles = !seesActiveWorker && has("ACTIVE_WORKER_FIRST") ? [] : toHostRequests(infos);
      return PromisePrototypeThen(
        promised((done) =>
          ops.backgroundFetch.fetch(
            registration,
            name,
            handles,
            title ?? null,
            icons ?? [],
            downloadTotal,
            seesActiveWorker,
            done,
          ),
        ),
        registrationFor,
      );
    });
  }

  get(id) {
    return rejectThrown(() => {
      const registration = this.#registration;
      requireArguments(arguments.length, 1, "backgroundFetch.get()");
      const name = toDOMString(id);
      const here = new Error();
      return PromisePrototypeThen(
        promised((done) => ops.backgroundFetch.get(registration, name, done)),
        (found) => {
          if (found !== null) {
            return registrationFor(found);
          }
          if (isWorker && load("background-fetch-event.mjs").isHandled(name)) {
            mistake("get-in-handler", { __proto__: null, id: name }, here);
          }
          // G10: undefined, as the algorithm says and browsers do, where the IDL would say null.
          return undefined;
        },
      );
    });
  }

  getIds() {
    return rejectThrown(() => {
      const registration = this.#registration;
      return PromisePrototypeThen(
        promised((done) => ops.backgroundFetch.ids(registration, done)),
        arrayOf,
      );
    });
  }
}
defineInterface(BackgroundFetchManager, "BackgroundFetchManager");

/**
 * The manager of a registration, by the host's id for it. `hasActiveWorker` tells whether the script
 * sees an active worker: the host may be further than what has been told to the realm.
 */
export const backgroundFetchManagerFor = (registration, hasActiveWorker) =>
  new BackgroundFetchManager(internalToken, registration, hasActiveWorker);

/** Methods that return promises do not throw. */
function rejectThrown(steps) {
  try {
    return steps();
  } catch (error) {
    return PromiseReject(error);
  }
}

/** (RequestInfo or sequence<RequestInfo>), as a list. */
function toRequestInfos(value) {
  if (isObject(value) && !isRequest(value)) {
    const method = value[SymbolIterator];
    if (method !== undefined && method !== null) {
      if (typeof method !== "function") {
        throw new TypeError("The requests must be iterable.");
      }
      return sequenceFrom(value, method, toRequestInfo);
    }
  }
  return [toRequestInfo(value)];
}

function toDownloadTotal(options) {
  const value = options === undefined || options === null ? undefined : options.downloadTotal;
  if (value === null) {
    mistake("download-total-null");
  }
  return value === undefined ? 0 : toUnsignedLongLong(value, "downloadTotal");
}

/** Whether a difference from the specification is switched on: a BackgroundFetchDifference. */
const has = (difference) => ops.backgroundFetch.has(difference);

/** Whether a URL's text has what markup that was never closed would bring into it. */
const isDanglingMarkup = (info) =>
  typeof info === "string" &&
  StringPrototypeIncludes(info, "<") &&
  (StringPrototypeIncludes(info, "\n") ||
    StringPrototypeIncludes(info, "\t") ||
    StringPrototypeIncludes(info, "\r"));

/** The steps of fetch() that make a record of each request. */
function toHostRequests(infos) {
  if (infos.length === 0) {
    throw new TypeError("A background fetch needs at least one request.");
  }
  const requests = [];
  for (let i = 0; i < infos.length; i++) {
    const request = new Request(infos[i]);
    if (isDanglingMarkup(infos[i]) && has("URLS_CHECKED_FIRST")) {
      throw new TypeError(`A background fetch takes no URL with a line break and "<" in it.`);
    }
    if (stateOfRequest(request).mode === "no-cors") {
      throw new TypeError(
        `A background fetch takes no request of mode "no-cors" (${stateOfRequest(request).url}).`,
      );
    }
    ArrayPrototypePush(requests, request);
  }
  const handles = [];
  for (let i = 0; i < requests.length; i++) {
    ArrayPrototypePush(handles, requestToHost(requests[i]));
  }
  return handles;
}
