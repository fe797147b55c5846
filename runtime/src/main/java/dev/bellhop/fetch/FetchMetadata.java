package dev.bellhop.fetch;

import dev.bellhop.http.HeaderList;
import dev.bellhop.url.PublicSuffixes;
import dev.bellhop.url.Url;
import java.util.List;

/**
 * The headers that tell a server where a request comes from.
 *
 * @see <a href="https://w3c.github.io/webappsec-fetch-metadata/">Fetch Metadata Request Headers</a>
 */
final class FetchMetadata {
  private FetchMetadata() {}

  /**
   * The headers of a request with those of its metadata, which only trustworthy servers get.
   *
   * @param urls the request's URL list, with the URL that is asked now as the last one
   */
  static HeaderList added(HeaderList headers, FetchRequest request, List<Url> urls) {
    if (!urls.getLast().isPotentiallyTrustworthy()) {
      return headers;
    }
    return headers
        .with("Sec-Fetch-Dest", request.destination().isEmpty() ? "empty" : request.destination())
        .with("Sec-Fetch-Mode", request.mode())
        .with("Sec-Fetch-Site", site(request, urls));
  }

  /**
   * How near the request's client and all its URLs are.
   *
   * @see <a
   *     href="https://w3c.github.io/webappsec-fetch-metadata/#sec-fetch-site-header">Sec-Fetch-Site</a>
   */
  private static String site(FetchRequest request, List<Url> urls) {
    if (request.mode().equals("navigate") && request.clientUrl() == null) {
      return "none";
    }
    String site = "same-origin";
    for (Url url : urls) {
      if (url.origin().equals(request.origin())) {
        continue;
      }
      if (!isSameSite(url, request.origin())) {
        return "cross-site";
      }
      site = "same-site";
    }
    return site;
  }

  /** How far cookies go with a request, by the method that it has now. */
  static Cookies.Reach reach(FetchRequest request, String method, List<Url> urls) {
    return switch (site(request, urls)) {
      case "same-origin", "same-site", "none" -> Cookies.Reach.SAME_SITE;
      default ->
          request.mode().equals("navigate") && (method.equals("GET") || method.equals("HEAD"))
              ? Cookies.Reach.CROSS_SITE_NAVIGATION
              : Cookies.Reach.CROSS_SITE;
    };
  }

  static boolean isSameSite(Url url, String origin) {
    Url other = Url.parse(origin, null);
    return other != null && PublicSuffixes.isSameSite(url, other);
  }
}
