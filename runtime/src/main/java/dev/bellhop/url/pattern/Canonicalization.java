package dev.bellhop.url.pattern;

import dev.bellhop.url.PartCanonicalizer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How the fixed text of a component is brought into the form that it has in URLs.
 *
 * @see <a href="https://urlpattern.spec.whatwg.org/#canon-encoding-callbacks">URL Pattern: encoding
 *     callbacks</a>
 */
enum Canonicalization {
  PROTOCOL("protocol", PartCanonicalizer::protocol),
  USERNAME("username", PartCanonicalizer::userinfo),
  PASSWORD("password", PartCanonicalizer::userinfo),
  HOSTNAME("hostname", PartCanonicalizer::hostname),
  IPV6_HOSTNAME("IPv6 address", PartCanonicalizer::ipv6Hostname),
  PORT("port", value -> PartCanonicalizer.port(value, "https")),
  PATHNAME("pathname", PartCanonicalizer::pathname),
  OPAQUE_PATHNAME("pathname", PartCanonicalizer::opaquePathname),
  SEARCH("search", PartCanonicalizer::search),
  HASH("hash", PartCanonicalizer::hash);

  private final String what;
  private final Function<String, @Nullable String> steps;

  Canonicalization(String what, Function<String, @Nullable String> steps) {
    this.what = what;
    this.steps = steps;
  }

  /** The canonical text. */
  String apply(String value) {
    return require(steps.apply(value), value, what);
  }

  /** The canonical port of a URL with a scheme, empty where it is the scheme's default. */
  static String port(String value, String scheme) {
    return require(PartCanonicalizer.port(value, scheme), value, PORT.what);
  }

  private static String require(@Nullable String result, String value, String what) {
    if (result == null) {
      throw new UrlPatternException("\"" + value + "\" cannot be part of a URL's " + what + ".");
    }
    return result;
  }
}
