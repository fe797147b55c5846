package dev.bellhop.url;

import dev.bellhop.url.ParserRun.State;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Brings pieces of a URL's parts into the form that they have in a parsed URL, each by itself. The
 * empty string stays what it is; null stands for failure. Safe from any thread.
 *
 * @see <a href="https://urlpattern.spec.whatwg.org/#canon-encoding-callbacks">URL Pattern: encoding
 *     callbacks</a>
 */
public final class PartCanonicalizer {
  private static final Url DUMMY =
      Objects.requireNonNull(Url.parse("https://dummy.invalid/", null));

  private PartCanonicalizer() {}

  /** A scheme without its colon. */
  public static @Nullable String protocol(String value) {
    if (value.isEmpty()) {
      return value;
    }
    Url url = Url.parse(value + "://dummy.invalid/", null);
    return url == null ? null : url.scheme();
  }

  /** A username or a password. */
  public static String userinfo(String value) {
    return PercentEncodeSet.USERINFO.encode(value);
  }

  /** A host of a URL with a special scheme. */
  public static @Nullable String hostname(String value) {
    if (value.isEmpty()) {
      return value;
    }
    UrlRecord url = UrlRecord.copyOf(DUMMY);
    if (!UrlParser.parseInto(url, value, State.HOSTNAME)) {
      return null;
    }
    return url.host == null ? "" : url.host.serialize();
  }

  /** A piece of an IPv6 address, with or without its brackets. */
  public static @Nullable String ipv6Hostname(String value) {
    boolean fits =
        value.chars().allMatch(c -> CodePoints.isAsciiHexDigit(c) || "[]:".indexOf(c) >= 0);
    return fits ? CodePoints.asciiLowercase(value) : null;
  }

  /**
   * A port in digits; empty where it is the scheme's default.
   *
   * @param scheme what it may be the default of, without a colon
   */
  public static @Nullable String port(String value, String scheme) {
    if (value.isEmpty()) {
      return value;
    }
    UrlRecord url = UrlRecord.copyOf(DUMMY);
    url.scheme = scheme;
    if (!UrlParser.parseInto(url, value, State.PORT)) {
      return null;
    }
    return url.port == SpecialScheme.NO_PORT ? "" : Integer.toString(url.port);
  }

  /** A piece of the path of a URL with a special scheme. */
  public static String pathname(String value) {
    if (value.isEmpty()) {
      return value;
    }
    // The parser puts a slash before a path that has none, which a mere piece must not get; and a
    // piece that starts with a dot is no dot segment.
    String guard = value.startsWith("/") ? "" : "/-";
    return DUMMY.with(UrlPart.PATHNAME, guard + value).path().substring(guard.length());
  }

  /** A piece of an opaque path. */
  public static @Nullable String opaquePathname(String value) {
    UrlRecord url = UrlRecord.copyOf(DUMMY);
    StringBuilder path = new StringBuilder();
    url.opaquePath = path;
    return UrlParser.parseInto(url, value, State.OPAQUE_PATH) ? path.toString() : null;
  }

  /** A piece of a query, whose question marks are part of it. */
  public static String search(String value) {
    UrlRecord url = UrlRecord.copyOf(DUMMY);
    UrlParser.parseInto(url, value, State.QUERY);
    return Objects.requireNonNullElse(url.query, "");
  }

  /** A piece of a fragment, whose number signs are part of it. */
  public static String hash(String value) {
    UrlRecord url = UrlRecord.copyOf(DUMMY);
    UrlParser.parseInto(url, value, State.FRAGMENT);
    return Objects.requireNonNullElse(url.fragment, "");
  }
}
