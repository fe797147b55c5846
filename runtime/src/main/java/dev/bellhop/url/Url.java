package dev.bellhop.url;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An immutable URL record. Two URLs are equal if their serializations are.
 *
 * @see <a href="https://url.spec.whatwg.org/#concept-url">URL: URL record</a>
 */
public final class Url {
  private final String scheme;
  private final String username;
  private final String password;
  private final @Nullable Host host;
  private final int port;
  private final List<String> segments;
  private final boolean opaquePath;
  private final String path;
  private final @Nullable String query;
  private final @Nullable String fragment;
  private final String href;

  private Url(UrlRecord record) {
    scheme = record.scheme;
    username = record.username;
    password = record.password;
    host = record.host;
    port = record.port;
    segments = List.copyOf(record.path);
    opaquePath = record.opaquePath != null;
    path = record.opaquePath != null ? record.opaquePath.toString() : serializePath(segments);
    query = record.query;
    fragment = record.fragment;
    href = serialize();
  }

  /**
   * Parses by the basic URL parser; null stands for failure. A lone surrogate in the input counts
   * as U+FFFD.
   *
   * @param base what a relative URL is resolved against, or null
   * @see <a href="https://url.spec.whatwg.org/#concept-basic-url-parser">URL: basic URL parser</a>
   */
  public static @Nullable Url parse(String input, @Nullable Url base) {
    UrlRecord record = UrlParser.parse(input, base);
    return record == null ? null : new Url(record);
  }

  /** This URL with one part set to a new value, by the rules of that part. */
  public Url with(UrlPart part, String value) {
    UrlRecord record = UrlRecord.copyOf(this);
    part.set(record, value);
    return new Url(record);
  }

  /** The scheme, in lower case, without its colon. */
  public String scheme() {
    return scheme;
  }

  /** The serialized host, or null. */
  public @Nullable String host() {
    return host == null ? null : host.serialize();
  }

  /** The host and its kind, or null. */
  public @Nullable Host parsedHost() {
    return host;
  }

  /** The port, or -1 where it is null (the scheme's default). */
  public int port() {
    return port;
  }

  /** The port to connect to, or -1 where the scheme has none. */
  public int effectivePort() {
    return port != SpecialScheme.NO_PORT ? port : SpecialScheme.defaultPort(scheme);
  }

  /** The username, percent-encoded, possibly empty. */
  public String username() {
    return username;
  }

  /** The password, percent-encoded, possibly empty. */
  public String password() {
    return password;
  }

  /** Whether there is a username or a password. */
  public boolean includesCredentials() {
    return !username.isEmpty() || !password.isEmpty();
  }

  /**
   * The serialized path.
   *
   * @see <a href="https://url.spec.whatwg.org/#url-path-serializer">URL: URL path serializer</a>
   */
  public String path() {
    return path;
  }

  /** The path's segments, unmodifiable and percent-encoded; empty where the path is opaque. */
  public List<String> pathSegments() {
    return segments;
  }

  /**
   * Whether the path is one string without structure, as in {@code mailto:a@b}.
   *
   * @see <a href="https://url.spec.whatwg.org/#url-opaque-path">URL: opaque path</a>
   */
  public boolean hasOpaquePath() {
    return opaquePath;
  }

  /** The query without its question mark, or null. */
  public @Nullable String query() {
    return query;
  }

  /** The fragment without its number sign, or null. */
  public @Nullable String fragment() {
    return fragment;
  }

  /**
   * The serialized URL, with its fragment.
   *
   * @see <a href="https://url.spec.whatwg.org/#concept-url-serializer">URL: URL serializer</a>
   */
  public String href() {
    return href;
  }

  /** This URL with a null fragment. */
  public Url withoutFragment() {
    if (fragment == null) {
      return this;
    }
    UrlRecord record = UrlRecord.copyOf(this);
    record.fragment = null;
    return new Url(record);
  }

  /**
   * The serialized origin; "null" for an opaque one, which a file URL's is here.
   *
   * @see <a href="https://url.spec.whatwg.org/#origin">URL: origin</a>
   */
  public String origin() {
    return switch (scheme) {
      case "blob" -> {
        Url inner = blobPathUrl();
        yield inner == null ? "null" : inner.origin();
      }
      case "ftp", "http", "https", "ws", "wss" -> {
        String authority = scheme + "://" + host();
        yield port == SpecialScheme.NO_PORT ? authority : authority + ":" + port;
      }
      default -> "null";
    };
  }

  /** Whether the scheme is special: ftp, file, http, https, ws or wss. */
  public boolean isSpecial() {
    return SpecialScheme.contains(scheme);
  }

  /** Whether the scheme is http or https. */
  public boolean isHttp() {
    return scheme.equals("http") || scheme.equals("https");
  }

  /**
   * Whether the URL is potentially trustworthy: https, wss, file, data, about:blank, about:srcdoc,
   * or a loopback host; a blob URL is so if the URL in its path is.
   *
   * @see <a href="https://w3c.github.io/webappsec-secure-contexts/#is-url-trustworthy">Secure
   *     Contexts</a>
   */
  public boolean isPotentiallyTrustworthy() {
    return switch (scheme) {
      case "https", "wss", "file", "data" -> true;
      case "about" -> path.equals("blank") || path.equals("srcdoc");
      case "blob" -> {
        Url inner = blobPathUrl();
        yield inner != null && inner.isPotentiallyTrustworthy();
      }
      case "http", "ws", "ftp" -> host != null && host.isLoopback();
      default -> false;
    };
  }

  /** The URL in a blob URL's path, where its origin counts. */
  private @Nullable Url blobPathUrl() {
    Url inner = parse(path, null);
    return inner != null && (inner.isHttp() || inner.scheme.equals("file")) ? inner : null;
  }

  private String serialize() {
    StringBuilder output = new StringBuilder(scheme).append(':');
    if (host != null) {
      output.append("//");
      if (includesCredentials()) {
        output.append(username);
        if (!password.isEmpty()) {
          output.append(':').append(password);
        }
        output.append('@');
      }
      output.append(host.serialize());
      if (port != SpecialScheme.NO_PORT) {
        output.append(':').append(port);
      }
    } else if (segments.size() > 1 && segments.getFirst().isEmpty()) {
      // Without this, parsing again would read the second segment as a host.
      output.append("/.");
    }
    output.append(path);
    if (query != null) {
      output.append('?').append(query);
    }
    if (fragment != null) {
      output.append('#').append(fragment);
    }
    return output.toString();
  }

  private static String serializePath(List<String> segments) {
    StringBuilder output = new StringBuilder();
    for (String segment : segments) {
      output.append('/').append(segment);
    }
    return output.toString();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Url that && href.equals(that.href);
  }

  @Override
  public int hashCode() {
    return href.hashCode();
  }

  /** The same as {@link #href()}. */
  @Override
  public String toString() {
    return href;
  }
}
