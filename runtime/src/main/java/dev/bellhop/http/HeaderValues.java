package dev.bellhop.http;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes header values apart. */
public final class HeaderValues {
  private static final String WHITESPACE = "\t\n\r ";
  private static final int LAST_BYTE = 0xFF;

  private HeaderValues() {}

  /**
   * Splits a value at its commas, but not at those within quoted strings.
   *
   * @see <a href="https://fetch.spec.whatwg.org/#header-value-get-decode-and-split">Fetch: get,
   *     decode, and split</a>
   */
  public static List<String> split(String value) {
    var values = new ArrayList<String>();
    int start = 0;
    boolean quoted = false;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (quoted) {
        if (c == '\\') {
          i++;
        } else if (c == '"') {
          quoted = false;
        }
      } else if (c == '"') {
        quoted = true;
      } else if (c == ',') {
        values.add(stripTabAndSpace(value.substring(start, i)));
        start = i + 1;
      }
    }
    values.add(stripTabAndSpace(value.substring(start)));
    return values;
  }

  /**
   * The tokens of a header that is a list of tokens, empty items left out; null where the list does
   * not hold the header.
   *
   * @throws IllegalArgumentException when an item is no token; its message is the item
   * @see <a href="https://fetch.spec.whatwg.org/#extract-header-list-values">Fetch: extract header
   *     list values</a>
   */
  public static @Nullable List<String> tokens(HeaderList headers, String name) {
    String value = headers.get(name);
    if (value == null) {
      return null;
    }
    var tokens = new ArrayList<String>();
    for (String item : split(value)) {
      if (item.isEmpty()) {
        continue;
      }
      if (!isToken(item)) {
        throw new IllegalArgumentException(item);
      }
      tokens.add(item);
    }
    return tokens;
  }

  /** Whether this is a token: what methods and header names are made of. */
  public static boolean isToken(String text) {
    return !text.isEmpty() && text.chars().allMatch(HeaderValues::isTokenChar);
  }

  /**
   * A value without the whitespace around it; null where it is none.
   *
   * @see <a href="https://fetch.spec.whatwg.org/#header-value">Fetch: header value</a>
   */
  public static @Nullable String normalized(String value) {
    int start = 0;
    int end = value.length();
    while (start < end && WHITESPACE.indexOf(value.charAt(start)) >= 0) {
      start++;
    }
    while (end > start && WHITESPACE.indexOf(value.charAt(end - 1)) >= 0) {
      end--;
    }
    String inner = value.substring(start, end);
    return inner.chars().allMatch(c -> c != 0 && c != '\r' && c != '\n' && c <= LAST_BYTE)
        ? inner
        : null;
  }

  private static boolean isTokenChar(int c) {
    return c >= '0' && c <= '9'
        || c >= 'A' && c <= 'Z'
        || c >= 'a' && c <= 'z'
        || "!#$%&'*+-.^_`|~".indexOf(c) >= 0;
  }

  private static String stripTabAndSpace(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && isTabOrSpace(text.charAt(start))) {
      start++;
    }
    while (end > start && isTabOrSpace(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(start, end);
  }

  private static boolean isTabOrSpace(char c) {
    return c == ' ' || c == '\t';
  }
}
