package dev.bellhop;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/**
 * The response to a {@link SiteRequest}: all of it, also what a filter would hide from a page's
 * script. Close it, whether the body was read or not; it is not safe from several threads at once.
 *
 * @param status the HTTP status
 * @param statusText the reason phrase, or ""
 * @param headers in their order
 * @param url the URL of the response, after redirects
 * @param type "default", "basic", "cors", "opaque" or "opaqueredirect": what a page would make of
 *     it
 * @param source who gave it
 * @param body the decoded bytes as they arrive; reading blocks, and fails with an {@link
 *     java.io.IOException} where the body ends too early
 * @see <a href="https://fetch.spec.whatwg.org/#concept-response">Fetch: response</a>
 */
public record SiteResponse(
    int status,
    String statusText,
    List<HeaderField> headers,
    String url,
    String type,
    Source source,
    InputStream body)
    implements AutoCloseable {

  /** Who gave a response. */
  public enum Source {
    /** The network: no worker was asked, or it left the request to the network. */
    NETWORK,
    /** The fetch handler of the worker. */
    WORKER,
    /** The network, because a static route of the worker says so. */
    ROUTED_TO_NETWORK,
    /** A cache, because a static route of the worker says so. */
    ROUTED_TO_CACHE
  }

  /** With a copy of the headers. */
  public SiteResponse {
    headers = List.copyOf(headers);
  }

  /** The value of the first header of this name, in any case. */
  public Optional<String> header(String name) {
    return headers.stream()
        .filter(header -> header.name().equalsIgnoreCase(name))
        .map(HeaderField::value)
        .findFirst();
  }

  /** Gives up what has not been read of the body. */
  @Override
  public void close() {
    try {
      body.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
