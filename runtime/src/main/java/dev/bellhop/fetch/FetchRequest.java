package dev.bellhop.fetch;

import dev.bellhop.http.Body;
import dev.bellhop.http.HeaderList;
import dev.bellhop.url.Url;
import org.jspecify.annotations.Nullable;

/**
 * A request as the Fetch algorithms see it. Enumerated members hold the specification's own words.
 *
 * @param method the normalized method
 * @param url the URL, fragment included
 * @param headers the header list that the script gave
 * @param body the body, or null
 * @param mode "navigate", "same-origin", "no-cors" or "cors"
 * @param credentials "omit", "same-origin" or "include"
 * @param cache "default", "no-store", "reload", "no-cache", "force-cache" or "only-if-cached"
 * @param redirect "follow", "error" or "manual"
 * @param destination "" or a destination such as "image"
 * @param referrer "no-referrer", "client" or a URL
 * @param referrerPolicy a referrer policy or ""
 * @param integrity integrity metadata or ""
 * @param keepalive the keepalive flag
 * @param priority "high", "low" or "auto"
 * @param origin the serialized origin of the client that made the request
 * @param clientUrl the URL of that client, for the Referer header, or null
 * @param blob what a blob: URL stood for when the request was made, or null
 * @see <a href="https://fetch.spec.whatwg.org/#concept-request">Fetch: request</a>
 */
public record FetchRequest(
    String method,
    Url url,
    HeaderList headers,
    @Nullable Body body,
    String mode,
    String credentials,
    String cache,
    String redirect,
    String destination,
    String referrer,
    String referrerPolicy,
    String integrity,
    boolean keepalive,
    String priority,
    String origin,
    @Nullable Url clientUrl,
    @Nullable BlobUrl blob) {

  /** A GET request as {@code new Request(url)} makes it. */
  public static FetchRequest get(Url url, String origin) {
    return to(url, origin).build();
  }

  /** Begins with such a GET request. */
  public static FetchRequestBuilder to(Url url, String origin) {
    return new FetchRequestBuilder(url, origin);
  }

  /** Begins with this request. */
  public FetchRequestBuilder toBuilder() {
    return new FetchRequestBuilder(this);
  }

  /** This request with other headers. */
  public FetchRequest withHeaders(HeaderList headers) {
    return toBuilder().headers(headers).build();
  }

  /**
   * This request with another client, or without one: then it has no referrer of its own accord.
   */
  public FetchRequest withClientUrl(@Nullable Url clientUrl) {
    return toBuilder().clientUrl(clientUrl).build();
  }

  /** This request with another body. */
  public FetchRequest withBody(@Nullable Body body) {
    return toBuilder().body(body).build();
  }
}
