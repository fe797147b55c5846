package dev.bellhop.backgroundfetch;

import dev.bellhop.fetch.FetchRequest;
import dev.bellhop.http.HeaderList;

/** The request that an attempt sends. */
final class RangeRequest {
  private RangeRequest() {}

  /**
   * The request from a byte on. G8: it asks for the identity coding from the start, so that stored
   * bytes are those that a later range counts. G4: its size is not limited as that of other
   * requests with keepalive is; a background fetch has no page whose end it would outlive unseen.
   *
   * @see <a href="https://fetch.spec.whatwg.org/#concept-request-add-range-header">Fetch: add a
   *     range header</a>
   */
  static FetchRequest from(FetchRequest request, long start) {
    HeaderList headers =
        request.headers().without("Accept-Encoding").with("Accept-Encoding", "identity");
    return request.withHeaders(
        start == 0 ? headers : headers.with("Range", "bytes=" + start + "-"));
  }
}
