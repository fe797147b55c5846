package dev.bellhop.fetch;

import dev.bellhop.http.Header;
import dev.bellhop.http.HeaderList;
import dev.bellhop.http.HeaderValues;
import java.util.List;
import java.util.Locale;

/**
 * What a script sees of a response.
 *
 * @see <a href="https://fetch.spec.whatwg.org/#concept-filtered-response">Fetch: filtered
 *     response</a>
 */
public final class ResponseFilter {
  private ResponseFilter() {}

  /** The headers that a script sees. */
  public static HeaderList visibleHeaders(FetchResponse response) {
    return switch (response.type()) {
      case "basic" ->
          HeaderList.of(
              response.headers().asList().stream()
                  .filter(header -> !CorsSafelists.isForbiddenResponseHeader(lowerName(header)))
                  .toList());
      case "cors" ->
          HeaderList.of(
              response.headers().asList().stream()
                  .filter(header -> isExposed(lowerName(header), response))
                  .toList());
      case "opaque", "opaqueredirect", "error" -> HeaderList.empty();
      default -> response.headers();
    };
  }

  /** Whether the response has a null body for a script, whatever is behind the filter. */
  public static boolean hidesBody(FetchResponse response) {
    return response.type().equals("opaque") || response.type().equals("opaqueredirect");
  }

  /** The names that the server exposes, in lower case; "*" stands for all. */
  static List<String> exposedNames(HeaderList headers, FetchRequest request) {
    List<String> names;
    try {
      names = HeaderValues.tokens(headers, "Access-Control-Expose-Headers");
    } catch (IllegalArgumentException e) {
      return List.of();
    }
    if (names == null) {
      return List.of();
    }
    boolean wildcards = !request.credentials().equals("include");
    return names.stream()
        .map(name -> name.toLowerCase(Locale.ROOT))
        .filter(name -> wildcards || !name.equals("*"))
        .distinct()
        .toList();
  }

  private static boolean isExposed(String name, FetchResponse response) {
    if (CorsSafelists.isForbiddenResponseHeader(name)) {
      return false;
    }
    List<String> exposed = response.corsExposedHeaderNames();
    return CorsSafelists.isSafelistedResponseHeader(name)
        || exposed.contains(name)
        || exposed.contains("*");
  }

  private static String lowerName(Header header) {
    return header.name().toLowerCase(Locale.ROOT);
  }
}
