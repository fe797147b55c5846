package dev.bellhop.cookies;

import dev.bellhop.fetch.Cookies.Reach;
import dev.bellhop.url.PublicSuffixes;
import dev.bellhop.url.Url;
import java.util.Objects;

/**
 * Who sends a request, as far as cookies go by that.
 *
 * @param partition the site whose partitioned cookies go with it
 * @see <a href="https://www.ietf.org/archive/id/draft-cutler-httpbis-partitioned-cookies-01.html">
 *     Cookies Having Independent Partitioned State</a>
 */
record Asker(Reach reach, String partition) {
  /** A client of this origin that asks for a URL. */
  static Asker of(Url url, Reach reach, String client) {
    Url from = reach == Reach.SAME_SITE ? null : Url.parse(client, null);
    return new Asker(reach, site(from == null ? url : from));
  }

  /** The script of a document or worker at this URL. */
  static Asker scriptAt(Url url) {
    return new Asker(Reach.SAME_SITE, site(url));
  }

  private static String site(Url url) {
    String host = Objects.requireNonNullElse(url.host(), "");
    return url.scheme()
        + "://"
        + Objects.requireNonNullElse(PublicSuffixes.registrableDomain(host), host);
  }

  /** Whether it may have a cookie that the URL could have. */
  boolean mayHave(Cookie cookie) {
    return reaches(cookie.sameSite())
        && (cookie.partition().isEmpty() || cookie.partition().equals(partition));
  }

  private boolean reaches(String sameSite) {
    return switch (sameSite) {
      case "none" -> true;
      case "strict" -> reach == Reach.SAME_SITE;
      default -> reach != Reach.CROSS_SITE;
    };
  }
}
