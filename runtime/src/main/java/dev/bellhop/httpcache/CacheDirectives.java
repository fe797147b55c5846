package dev.bellhop.httpcache;

import dev.bellhop.http.HeaderList;
import dev.bellhop.http.HeaderValues;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;

/**
 * What a Cache-Control header says.
 *
 * @param values the directives in lower case, each with its value or ""; of several of one name the
 *     first counts
 * @see <a href="https://httpwg.org/specs/rfc9111.html#field.cache-control">RFC 9111:
 *     Cache-Control</a>
 */
record CacheDirectives(Map<String, String> values) {
  static CacheDirectives of(HeaderList headers) {
    String header = headers.get("Cache-Control");
    var values = new HashMap<String, String>();
    if (header != null) {
      for (String item : HeaderValues.split(header)) {
        int equals = item.indexOf('=');
        String name = equals < 0 ? item : item.substring(0, equals);
        String value = equals < 0 ? "" : item.substring(equals + 1).strip();
        values.putIfAbsent(name.strip().toLowerCase(Locale.ROOT), unquoted(value));
      }
    }
    return new CacheDirectives(values);
  }

  boolean has(String name) {
    return values.containsKey(name);
  }

  /** The seconds that a directive names; 0 where they are no number; empty where it is missing. */
  OptionalLong seconds(String name) {
    String value = values.get(name);
    if (value == null) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(
        !value.matches("[0-9]+")
            ? 0
            : value.length() > 9 ? Integer.MAX_VALUE : Long.parseLong(value));
  }

  private static String unquoted(String value) {
    return value.length() > 1 && value.startsWith("\"") && value.endsWith("\"")
        ? value.substring(1, value.length() - 1)
        : value;
  }
}
