package dev.bellhop;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request as a page of a site makes it: the navigation that opens a page, or a subresource.
 *
 * @param url absolute, or relative to the site's root
 * @param method the HTTP method
 * @param headers those to send beside the ones that every request has
 * @param body the bytes to send, or null; not copied, so leave the array alone
 * @param destination "document" or "iframe" for a navigation; "" for what a script fetches; or
 *     another destination such as "image"
 * @param mode "cors", "no-cors" or "same-origin"; null for the one that the destination has in a
 *     page. A navigation has its own
 * @param through whether a worker may handle it
 * @see <a href="https://fetch.spec.whatwg.org/#concept-request">Fetch: request</a>
 */
public record SiteRequest(
    String url,
    String method,
    List<HeaderField> headers,
    byte @Nullable [] body,
    String destination,
    @Nullable String mode,
    Through through) {

  /** Whether a worker may handle a request. */
  public enum Through {
    /** The worker that matches is asked. */
    WORKER,
    /** It goes to the network, as after shift and reload. */
    NETWORK
  }

  /** With a copy of the headers. */
  public SiteRequest {
    headers = List.copyOf(headers);
  }

  /** The navigation that opens a page. */
  public static SiteRequest navigation(String url) {
    return new SiteRequest(url, "GET", List.of(), null, "document", null, Through.WORKER);
  }

  /** What a page's script gets by {@code fetch(url)}. */
  public static SiteRequest subresource(String url) {
    return new SiteRequest(url, "GET", List.of(), null, "", null, Through.WORKER);
  }

  /** With another method. */
  public SiteRequest withMethod(String method) {
    return new SiteRequest(url, method, headers, body, destination, mode, through);
  }

  /** With one more header. */
  public SiteRequest withHeader(String name, String value) {
    List<HeaderField> more = new ArrayList<>(headers);
    more.add(new HeaderField(name, value));
    return new SiteRequest(url, method, more, body, destination, mode, through);
  }

  /** With a body. */
  public SiteRequest withBody(byte @Nullable [] body) {
    return new SiteRequest(url, method, headers, body, destination, mode, through);
  }

  /** With another destination. */
  public SiteRequest withDestination(String destination) {
    return new SiteRequest(url, method, headers, body, destination, mode, through);
  }

  /** With another mode. */
  public SiteRequest withMode(@Nullable String mode) {
    return new SiteRequest(url, method, headers, body, destination, mode, through);
  }

  /** Asking the worker or not. */
  public SiteRequest withThrough(Through through) {
    return new SiteRequest(url, method, headers, body, destination, mode, through);
  }
}
