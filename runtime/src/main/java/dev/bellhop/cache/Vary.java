package dev.bellhop.cache;

import dev.bellhop.fetch.FetchResponse;
import dev.bellhop.fetch.ResponseFilter;
import dev.bellhop.http.HeaderList;
import dev.bellhop.http.HeaderValues;
import java.util.Objects;

/** The Vary header of cached responses. */
final class Vary {
  private Vary() {}

  /** The header as a script sees it, combined; empty where there is none. */
  static String of(FetchResponse response) {
    String vary = ResponseFilter.visibleHeaders(response).get("Vary");
    return vary == null ? "" : vary;
  }

  static boolean matchesNothing(String vary) {
    return HeaderValues.split(vary).contains("*");
  }

  /** Whether two requests have equal values in every header that the response varies by. */
  static boolean sameRequest(String vary, HeaderList query, HeaderList cached) {
    for (String field : HeaderValues.split(vary)) {
      if (field.equals("*") || !Objects.equals(query.get(field), cached.get(field))) {
        return false;
      }
    }
    return true;
  }
}
