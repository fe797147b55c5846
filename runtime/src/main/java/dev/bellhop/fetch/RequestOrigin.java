package dev.bellhop.fetch;

import dev.bellhop.url.Url;
import java.util.List;

/** What a request tells of where it comes from, in its Origin header. */
final class RequestOrigin {
  private RequestOrigin() {}

  /**
   * The origin, or "null" where a redirect has led through another one.
   *
   * @see <a href="https://fetch.spec.whatwg.org/#byte-serializing-a-request-origin">Fetch:
   *     byte-serializing a request origin</a>
   */
  static String serialized(String origin, List<Url> urlList) {
    for (int i = 1; i < urlList.size(); i++) {
      String before = urlList.get(i - 1).origin();
      if (!urlList.get(i).origin().equals(before)
          && (origin.equals("null") || !before.equals(origin))) {
        return "null";
      }
    }
    return origin;
  }

  /**
   * What a request says that is not by CORS.
   *
   * @see <a href="https://fetch.spec.whatwg.org/#append-a-request-origin-header">Fetch: append a
   *     request Origin header</a>
   */
  static String underPolicy(String referrerPolicy, String origin, Url target, boolean sameOrigin) {
    boolean hidden =
        switch (referrerPolicy) {
          case "no-referrer" -> true;
          case "no-referrer-when-downgrade", "strict-origin", Referrer.DEFAULT_POLICY ->
              origin.startsWith("https:") && !target.scheme().equals("https");
          case "same-origin" -> !sameOrigin;
          default -> false;
        };
    return hidden ? "null" : origin;
  }
}
