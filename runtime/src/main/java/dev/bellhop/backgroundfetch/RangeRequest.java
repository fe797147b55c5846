package dev.bellhop.backgroundfetch;

import dev.bellhop.BackgroundFetchPolicy.OnChange;
import dev.bellhop.fetch.FetchRequest;
import dev.bellhop.fetch.FetchResponse;
import dev.bellhop.http.HeaderList;
import org.jspecify.annotations.Nullable;

/** The request that an attempt sends. */
final class RangeRequest {
  private RangeRequest() {}

  /**
   * The request from a byte on.
   *
   * <p>G8: it asks for the identity coding from the start, so that stored bytes are those that a
   * later range counts. G4: its size is not limited as that of other requests with keepalive is; a
   * background fetch has no page whose end it would outlive unseen.
   *
   * <p>The specification sends no If-Range and compares what comes instead. Where changed files are
   * started over anyway, it spares an answer that would be of no use; but not to another origin,
   * which it would cost a preflight.
   *
   * @param stored the response that the stored bytes are from, or null
   * @see <a href="https://fetch.spec.whatwg.org/#concept-request-add-range-header">Fetch: add a
   *     range header</a>
   */
  static FetchRequest from(
      FetchRequest request, long start, @Nullable FetchResponse stored, OnChange onChange) {
    HeaderList headers =
        request.headers().without("Accept-Encoding").with("Accept-Encoding", "identity");
    if (start == 0) {
      return request.withHeaders(headers);
    }
    headers = headers.with("Range", "bytes=" + start + "-");
    String tag = stored == null ? null : stored.headers().get("ETag");
    boolean asked =
        onChange == OnChange.RESTART
            && isStrong(tag)
            && request.url().origin().equals(request.origin());
    return request.withHeaders(asked ? headers.with("If-Range", tag) : headers);
  }

  /**
   * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#field.if-range">HTTP Semantics:
   *     If-Range</a>
   */
  private static boolean isStrong(@Nullable String tag) {
    return tag != null && tag.startsWith("\"");
  }
}
