package dev.bellhop.url;

import org.jspecify.annotations.Nullable;

/**
 * A URL as the attributes of the URL class show it to a script: a scheme with its colon, a query
 * with its question mark, and the empty string for what is null.
 *
 * @see <a href="https://url.spec.whatwg.org/#urlutils-members">URL: the attributes' getters</a>
 */
public record UrlComponents(
    String href,
    String origin,
    String protocol,
    String username,
    String password,
    String host,
    String hostname,
    String port,
    String pathname,
    String search,
    String hash) {

  /** The components of a URL. */
  public static UrlComponents of(Url url) {
    String host = url.host();
    String hostname = host == null ? "" : host;
    String port = url.port() == SpecialScheme.NO_PORT ? "" : Integer.toString(url.port());
    return new UrlComponents(
        url.href(),
        url.origin(),
        url.scheme() + ":",
        url.username(),
        url.password(),
        port.isEmpty() ? hostname : hostname + ":" + port,
        hostname,
        port,
        url.path(),
        marked("?", url.query()),
        marked("#", url.fragment()));
  }

  private static String marked(String mark, @Nullable String value) {
    return value == null || value.isEmpty() ? "" : mark + value;
  }
}
