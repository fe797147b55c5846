package dev.bellhop.fetch;

import dev.bellhop.http.Body;
import dev.bellhop.http.HeaderList;
import dev.bellhop.url.Url;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A response as the Fetch algorithms see it: the internal response, with the type that says which
 * filter stands before it. What a script may see of it follows from {@link #type()} and {@link
 * #exposedHeaders()}; caches keep all of it.
 *
 * @param type "default", "basic", "cors", "opaque" or "opaqueredirect"
 * @param urlList every URL of the redirect chain, the last one the response's own; may be empty
 * @param status the status
 * @param statusText the reason phrase
 * @param headers the internal header list
 * @param corsExposedHeaderNames for type "cors": the names beyond the safelist that the server
 *     exposed, in lower case; "*" stands for all where that was allowed
 * @param body the body, or null for a null body
 * @see <a href="https://fetch.spec.whatwg.org/#concept-response">Fetch: response</a>
 */
public record FetchResponse(
    String type,
    List<Url> urlList,
    int status,
    String statusText,
    HeaderList headers,
    List<String> corsExposedHeaderNames,
    @Nullable Body body) {

  /** This response with another body. */
  public FetchResponse withBody(@Nullable Body body) {
    return new FetchResponse(
        type, urlList, status, statusText, headers, corsExposedHeaderNames, body);
  }

  /** This response behind another filter. */
  public FetchResponse withType(String type) {
    return new FetchResponse(
        type, urlList, status, statusText, headers, corsExposedHeaderNames, body);
  }

  /** Whether the status is 200 to 299. */
  public boolean ok() {
    return status >= 200 && status <= 299;
  }
}
