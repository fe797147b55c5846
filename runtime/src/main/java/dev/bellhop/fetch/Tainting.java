package dev.bellhop.fetch;

/**
 * How much of a response a request is to see.
 *
 * @see <a href="https://fetch.spec.whatwg.org/#concept-request-response-tainting">Fetch: response
 *     tainting</a>
 */
enum Tainting {
  BASIC("basic"),
  CORS("cors"),
  OPAQUE("opaque");

  private final String type;

  Tainting(String type) {
    this.type = type;
  }

  /** The type of the filter that a response gets. */
  String type() {
    return type;
  }
}
