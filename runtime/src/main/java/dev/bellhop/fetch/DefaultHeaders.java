package dev.bellhop.fetch;

import dev.bellhop.http.HeaderList;

/**
 * The headers that every request has, unless the script has set them itself.
 *
 * @see <a href="https://fetch.spec.whatwg.org/#fetching">Fetch: fetch, the steps about Accept and
 *     Accept-Language</a>
 */
final class DefaultHeaders {
  private DefaultHeaders() {}

  static HeaderList added(FetchRequest request) {
    HeaderList accepting =
        HttpExchange.withDefault(request.headers(), "Accept", accepted(request.destination()));
    return HttpExchange.withDefault(accepting, "Accept-Language", "*");
  }

  private static String accepted(String destination) {
    return switch (destination) {
      case "document", "frame", "iframe" ->
          "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
      case "image" -> "image/png,image/svg+xml,image/*;q=0.8,*/*;q=0.5";
      case "json" -> "application/json,*/*;q=0.5";
      case "style" -> "text/css,*/*;q=0.1";
      case "text" -> "text/plain,*/*;q=0.5";
      default -> "*/*";
    };
  }
}
