package dev.bellhop;

/**
 * Whether responses of other origins are kept from scripts, as browsers keep them, unless their
 * servers allow it.
 *
 * @see <a href="https://fetch.spec.whatwg.org/#http-cors-protocol">Fetch: CORS protocol</a>
 */
public enum Cors {
  /** As in browsers: with preflights and the check of responses, and without mixed content. */
  ON,
  /**
   * Scripts get every response to a request of mode "cors", with all its headers; no preflight is
   * sent, and pages from https may fetch from http. For those who only want the bytes.
   */
  OFF
}
