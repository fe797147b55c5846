package dev.bellhop.fetch;

import dev.bellhop.http.HeaderList;
import org.jspecify.annotations.Nullable;

/**
 * Whether a server lets scripts of another origin read its response.
 *
 * @see <a href="https://fetch.spec.whatwg.org/#cors-check">Fetch: CORS check</a>
 */
final class CorsCheck {
  private static final String ALLOW_ORIGIN = "Access-Control-Allow-Origin";
  private static final String ALLOW_CREDENTIALS = "Access-Control-Allow-Credentials";

  private CorsCheck() {}

  /**
   * Why not, in a sentence that names the header that is missing or wrong; null where it does.
   *
   * @param who whose response it is, as the sentence's subject
   */
  static @Nullable String refusal(
      String who, HeaderList response, String origin, boolean withCredentials) {
    String allowed = response.get(ALLOW_ORIGIN);
    String right = "\"" + ALLOW_ORIGIN + ": " + origin + "\"";
    if (allowed == null) {
      return who
          + " has no "
          + ALLOW_ORIGIN
          + " header; the server must send "
          + right
          + (withCredentials ? "" : " (or *)")
          + " for "
          + origin;
    }
    if (allowed.equals("*") && !withCredentials) {
      return null;
    }
    if (!allowed.equals(origin)) {
      return who
          + " has \""
          + ALLOW_ORIGIN
          + ": "
          + allowed
          + "\""
          + (allowed.equals("*") ? ", which does not hold for a request with credentials" : "")
          + "; the server must send "
          + right
          + " for "
          + origin;
    }
    if (!withCredentials || "true".equals(response.get(ALLOW_CREDENTIALS))) {
      return null;
    }
    return who
        + " has no \""
        + ALLOW_CREDENTIALS
        + ": true\", which a request with credentials: \"include\" needs";
  }
}
