package dev.bellhop.encoding;

/**
 * What a decoder does with bytes that are wrong.
 *
 * @see <a href="https://encoding.spec.whatwg.org/#error-mode">Encoding: error mode</a>
 */
public enum OnError {
  /** It puts U+FFFD for them. */
  REPLACE,
  /** It fails. */
  FAIL
}
