package dev.bellhop.url;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The application/x-www-form-urlencoded format.
 *
 * @see <a href="https://url.spec.whatwg.org/#application/x-www-form-urlencoded">URL:
 *     application/x-www-form-urlencoded</a>
 */
public final class FormUrlEncoded {
  private FormUrlEncoded() {}

  /** A name and its value. */
  public record Entry(String name, String value) {}

  /** Parses a string, a URL's query for instance; never fails. */
  public static List<Entry> parse(String input) {
    return parse(PercentDecoder.utf8(input));
  }

  /** Parses bytes, a body for instance; never fails. */
  public static List<Entry> parse(byte[] input) {
    List<Entry> output = new ArrayList<>();
    int start = 0;
    while (start < input.length) {
      int end = indexOf(input, '&', start, input.length);
      if (end > start) {
        int equals = indexOf(input, '=', start, end);
        String name = decode(input, start, equals);
        String value = decode(input, Math.min(equals + 1, end), end);
        output.add(new Entry(name, value));
      }
      start = end + 1;
    }
    return output;
  }

  /** Serializes entries, in their order. */
  public static String serialize(List<Entry> entries) {
    StringBuilder output = new StringBuilder();
    for (Entry entry : entries) {
      if (!output.isEmpty()) {
        output.append('&');
      }
      output.append(PercentEncodeSet.FORM_URLENCODED.encode(entry.name()));
      output.append('=').append(PercentEncodeSet.FORM_URLENCODED.encode(entry.value()));
    }
    return output.toString();
  }

  private static int indexOf(byte[] input, int wanted, int start, int end) {
    int i = start;
    while (i < end && input[i] != wanted) {
      i++;
    }
    return i;
  }

  private static String decode(byte[] input, int start, int end) {
    byte[] bytes = Arrays.copyOfRange(input, start, end);
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '+') {
        bytes[i] = ' ';
      }
    }
    return new String(PercentDecoder.decode(bytes), StandardCharsets.UTF_8);
  }
}
