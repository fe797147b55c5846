package dev.bellhop.url;

import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An immutable URL record.
 *
 * @see <a href="https://url.spec.whatwg.org/#concept-url">URL: URL record</a>
 */
public final class Url {
  private final URI uri;

  private Url(URI uri) {
    this.uri = uri;
  }

  /**
   * Parses by the basic URL parser; null stands for failure.
   *
   * @param base what a relative URL is resolved against, or null
   */
  public static @Nullable Url parse(String input, @Nullable Url base) {
    try {
      URI parsed = base == null ? URI.create(input.strip()) : base.uri.resolve(input.strip());
      return parsed.isAbsolute() ? new Url(parsed) : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** The scheme, in lower case, without its colon. */
  public String scheme() {
    return uri.getScheme().toLowerCase(Locale.ROOT);
  }

  /** The serialized host, or null. */
  public @Nullable String host() {
    return uri.getHost();
  }

  /** The port, or -1 where it is null (the scheme's default). */
  public int port() {
    return uri.getPort();
  }

  /** The port to connect to, or -1 where the scheme has none. */
  public int effectivePort() {
    if (port() != -1) {
      return port();
    }
    return switch (scheme()) {
      case "http", "ws" -> 80;
      case "https", "wss" -> 443;
      case "ftp" -> 21;
      default -> -1;
    };
  }

  /** The username, possibly empty. */
  public String username() {
    return "";
  }

  /** The password, possibly empty. */
  public String password() {
    return "";
  }

  /** The serialized path. */
  public String path() {
    String path = uri.getRawPath();
    return path == null ? "" : path.isEmpty() ? "/" : path;
  }

  /** The query without its question mark, or null. */
  public @Nullable String query() {
    return uri.getRawQuery();
  }

  /** The fragment without its number sign, or null. */
  public @Nullable String fragment() {
    return uri.getRawFragment();
  }

  /** The serialized URL, with its fragment. */
  public String href() {
    return uri.toString();
  }

  /** This URL with a null fragment. */
  public Url withoutFragment() {
    String href = href();
    int hash = href.indexOf('#');
    return hash < 0 ? this : new Url(URI.create(href.substring(0, hash)));
  }

  /** The serialized origin; "null" for an opaque one. */
  public String origin() {
    return host() == null ? "null" : scheme() + "://" + host() + (port() < 0 ? "" : ":" + port());
  }

  /** Whether the scheme is http or https. */
  public boolean isHttp() {
    return scheme().equals("http") || scheme().equals("https");
  }

  /**
   * Whether the origin is potentially trustworthy: https, wss, file, or a loopback host.
   *
   * @see <a href="https://w3c.github.io/webappsec-secure-contexts/#is-url-trustworthy">Secure
   *     Contexts</a>
   */
  public boolean isPotentiallyTrustworthy() {
    return !scheme().equals("http");
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Url that && href().equals(that.href());
  }

  @Override
  public int hashCode() {
    return href().hashCode();
  }

  @Override
  public String toString() {
    return href();
  }
}
