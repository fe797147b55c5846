package dev.bellhop.fetch;

import dev.bellhop.http.HeaderList;
import dev.bellhop.http.HeaderValues;
import dev.bellhop.url.Url;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the Referer header says.
 *
 * @see <a href="https://w3c.github.io/webappsec-referrer-policy/#algorithms">Referrer Policy:
 *     algorithms</a>
 */
final class Referrer {
  static final String DEFAULT_POLICY = "strict-origin-when-cross-origin";

  private static final Set<String> POLICIES =
      Set.of(
          "no-referrer",
          "no-referrer-when-downgrade",
          "same-origin",
          "origin",
          "strict-origin",
          "origin-when-cross-origin",
          DEFAULT_POLICY,
          "unsafe-url");
  private static final int MAX_LENGTH = 4096;

  private Referrer() {}

  /** The header's value for a request from one URL to another, or null for none. */
  static @Nullable String value(Url source, Url target, String policy) {
    if (!source.isHttp()) {
      return null;
    }
    String origin = source.origin() + "/";
    String full = stripped(source);
    if (full.length() > MAX_LENGTH) {
      full = origin;
    }
    boolean sameOrigin = source.origin().equals(target.origin());
    boolean downgrade = source.isPotentiallyTrustworthy() && !target.isPotentiallyTrustworthy();
    return switch (policy) {
      case "no-referrer" -> null;
      case "origin" -> origin;
      case "unsafe-url" -> full;
      case "strict-origin" -> downgrade ? null : origin;
      case "no-referrer-when-downgrade" -> downgrade ? null : full;
      case "same-origin" -> sameOrigin ? full : null;
      case "origin-when-cross-origin" -> sameOrigin ? full : origin;
      default -> sameOrigin ? full : downgrade ? null : origin;
    };
  }

  /** The policy after a redirect response: its last known one, else the one so far. */
  static String policyAfter(HeaderList response, String policy) {
    String header = response.get("Referrer-Policy");
    if (header == null) {
      return policy;
    }
    String result = policy;
    for (String item : HeaderValues.split(header)) {
      String candidate = item.toLowerCase(Locale.ROOT);
      if (POLICIES.contains(candidate)) {
        result = candidate;
      }
    }
    return result;
  }

  private static String stripped(Url url) {
    String query = url.query();
    return url.origin() + url.path() + (query == null ? "" : "?" + query);
  }
}
