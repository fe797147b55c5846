package dev.bellhop.archive;

import dev.bellhop.fetch.CorsSafelists;
import dev.bellhop.fetch.FetchRequest;
import dev.bellhop.fetch.FetchResponse;
import dev.bellhop.http.Header;
import dev.bellhop.http.HeaderList;
import dev.bellhop.http.HeaderValues;
import dev.bellhop.url.Url;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Makes of what other programs have recorded what a page of an origin would have had of it. A
 * response of the origin itself is of type "basic"; one of another origin is of type "cors" with
 * all headers exposed, since whoever imports it means it to be used.
 */
final class ForeignMessages {
  private static final int LAST_BYTE = 0xFF;

  private final String origin;

  ForeignMessages(String origin) {
    this.origin = origin;
  }

  /**
   * A request with the headers that a script could have set, for a Vary header compares those: what
   * browsers and crawlers add on the way to the network is in no request that a worker sees. Null
   * where the URL does not parse.
   */
  @Nullable FetchRequest request(String method, String url, List<Header> headers) {
    Url parsed = Url.parse(url, null);
    if (parsed == null) {
      return null;
    }
    var own = new ArrayList<Header>();
    for (Header header : valid(headers)) {
      if (!isOfTheNetwork(header)) {
        own.add(header);
      }
    }
    return FetchRequest.to(parsed, origin).method(method).headers(HeaderList.of(own)).build();
  }

  private static boolean isOfTheNetwork(Header header) {
    return switch (header.name().toLowerCase(Locale.ROOT)) {
      case "user-agent", "upgrade-insecure-requests", "pragma", "cache-control", "priority" -> true;
      case "accept" -> header.value().equals("*/*");
      default -> CorsSafelists.isForbiddenRequestHeader(header.name(), header.value());
    };
  }

  /** A response without its body. */
  FetchResponse response(FetchRequest request, int status, String text, List<Header> headers) {
    boolean same = request.url().origin().equals(origin);
    return new FetchResponse(
        same ? "basic" : "cors",
        List.of(request.url()),
        status,
        text,
        HeaderList.of(valid(headers)),
        same ? List.of() : List.of("*"),
        null);
  }

  /** Those that are headers, with a value for each line of what some programs join by lines. */
  private static List<Header> valid(List<Header> headers) {
    var valid = new ArrayList<Header>();
    for (Header header : headers) {
      if (!HeaderValues.isToken(header.name())) {
        continue;
      }
      for (String line : header.value().split("\n")) {
        String value = HeaderValues.normalized(bytes(line));
        if (value != null) {
          valid.add(new Header(header.name(), value));
        }
      }
    }
    return valid;
  }

  /** One char for each byte: text beyond Latin-1 was decoded from UTF-8. */
  private static String bytes(String text) {
    return text.chars().allMatch(c -> c <= LAST_BYTE)
        ? text
        : new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }
}
