package dev.bellhop;

/**
 * Where scripts see another Background Fetch in Chromium than in the specification. Each can be
 * switched on by itself; {@link BackgroundFetchPolicy#chromium()} has all of them.
 *
 * <p>Differences that are not here, and why:
 *
 * <ul>
 *   <li>A person's abort always ends with the abort event in Chromium. Here too, whatever the
 *       policy: the specification's text would hide it behind an earlier failure.
 *   <li>Chromium loses the completion event where it ends while the event is handled, and drops
 *       downloads after a number of resumptions, hours and days. A host that keeps them is better.
 *   <li>Chromium refuses requests that a Content Security Policy blocks. Bellhop has none.
 *   <li>Chromium once refused requests that need a CORS preflight, and gave records requests
 *       without bodies. Newer versions do neither.
 *   <li>How often progress is told, in what order background fetches of several origins get their
 *       turns, and how requests are retried: scripts see nothing of it but time.
 *   <li>Icons are loaded for a display, and there is none.
 *   <li>Chromium's {@code abort()} rejects where its database fails. Here the abort holds all the
 *       same.
 * </ul>
 *
 * @see <a href="https://wicg.github.io/background-fetch/">Background Fetch</a>
 */
public enum BackgroundFetchDifference {
  /**
   * {@code fetch()} looks for the active worker before it makes requests, whose bodies stay unused
   * where there is none. By the specification that comes after the requests and the permission.
   */
  ACTIVE_WORKER_FIRST,
  /**
   * {@code fetch()} in a worker rejects with TypeError, as it will where the interface's exposure
   * is narrowed. By the specification workers start background fetches as pages do.
   *
   * @see <a href="https://github.com/WICG/background-fetch/pull/180">Background Fetch: pull request
   *     180</a>
   */
  WORKERS_REFUSED,
  /** A denied permission rejects with TypeError, and not with NotAllowedError. */
  DENIED_IS_TYPE_ERROR,
  /**
   * {@code fetch()} rejects URLs that are not http or https, whose port is another protocol's, or
   * that look like dangling markup. By the specification it resolves, and the record fails.
   */
  URLS_CHECKED_FIRST,
  /** An id is neither empty nor longer than 1 MiB; the specification takes any. */
  IDS_LIMITED,
  /** An origin has five active background fetches at most; the specification sets no limit. */
  FIVE_AN_ORIGIN,
  /** A downloadTotal that does not fit is told of before an id that is in use. */
  QUOTA_BEFORE_ID,
  /**
   * Requests of an origin's background fetches go out for one of them at a time. By the
   * specification all go at once, as far as the host's limits allow.
   */
  ONE_AT_A_TIME,
  /**
   * A record whose URL is not potentially trustworthy fails. By the specification that depends on
   * the page: one that is not secure itself may fetch what is not.
   */
  TRUSTWORTHY_URLS_ONLY,
  /**
   * Where a response cannot be stored for lack of room, the whole background fetch ends as
   * "quota-exceeded". By the specification the other records go on.
   */
  FULL_STORE_ENDS_ALL,
  /** A response with a status that is not ok has no body; by the specification it keeps it. */
  FAILED_BODIES_DROPPED,
  /** Of several failures the first record's is the reason, and not the first in time. */
  REASON_BY_POSITION,
  /**
   * {@code match()} compares the method with that of the record. By the specification it finds no
   * record whose method is not GET, and the method that is looked for does not count.
   */
  METHODS_COMPARED,
  /** {@code responseReady} of a failed record rejects with UnknownError, and not with TypeError. */
  FAILURES_ARE_UNKNOWN,
  /** {@code updateUI()} rejects with AbortError where the change cannot be written down. */
  UI_FAILURES_ARE_ABORTS,
  /** A settled background fetch is clicked once; by the specification any number of times. */
  ONE_CLICK_AFTERWARDS
}
