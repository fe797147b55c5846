package dev.bellhop.http;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A MIME type.
 *
 * @param type the type, in lower case
 * @param subtype the subtype, in lower case
 * @param parameters the parameters in order, names in lower case
 * @see <a href="https://mimesniff.spec.whatwg.org/#mime-type">MIME Sniffing: MIME type</a>
 */
public record MimeType(String type, String subtype, Map<String, String> parameters) {
  /** Copies the parameters. */
  public MimeType {
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
  }

  /**
   * Parses; null stands for failure.
   *
   * @see <a href="https://mimesniff.spec.whatwg.org/#parse-a-mime-type">MIME Sniffing: parse a MIME
   *     type</a>
   */
  public static @Nullable MimeType parse(String input) {
    String text = trim(input);
    int slash = text.indexOf('/');
    if (slash < 0 || !HeaderValues.isToken(text.substring(0, slash))) {
      return null;
    }
    int semicolon = text.indexOf(';', slash);
    int subtypeEnd = semicolon < 0 ? text.length() : semicolon;
    String subtype = trimEnd(text.substring(slash + 1, subtypeEnd));
    if (!HeaderValues.isToken(subtype)) {
      return null;
    }
    return new MimeType(
        text.substring(0, slash).toLowerCase(Locale.ROOT),
        subtype.toLowerCase(Locale.ROOT),
        parameters(text, subtypeEnd));
  }

  /**
   * The MIME type of a message, or null for failure.
   *
   * @see <a href="https://fetch.spec.whatwg.org/#concept-header-extract-mime-type">Fetch: extract a
   *     MIME type</a>
   */
  public static @Nullable MimeType extract(HeaderList headers) {
    String value = headers.get("Content-Type");
    if (value == null) {
      return null;
    }
    String charset = null;
    MimeType result = null;
    for (String item : HeaderValues.split(value)) {
      MimeType candidate = parse(item);
      if (candidate == null || candidate.essence().equals("*/*")) {
        continue;
      }
      if (result == null || !candidate.essence().equals(result.essence())) {
        charset = candidate.parameters().get("charset");
      } else if (!candidate.parameters().containsKey("charset") && charset != null) {
        var parameters = new LinkedHashMap<>(candidate.parameters());
        parameters.put("charset", charset);
        candidate = new MimeType(candidate.type(), candidate.subtype(), parameters);
      }
      result = candidate;
    }
    return result;
  }

  /** Type and subtype: "text/html". */
  public String essence() {
    return type + "/" + subtype;
  }

  /** Serialized, parameters included. */
  @Override
  public String toString() {
    var text = new StringBuilder(essence());
    parameters.forEach(
        (name, value) -> {
          text.append(';').append(name).append('=');
          if (HeaderValues.isToken(value)) {
            text.append(value);
          } else {
            text.append('"').append(value.replace("\\", "\\\\").replace("\"", "\\\"")).append('"');
          }
        });
    return text.toString();
  }

  private static Map<String, String> parameters(String text, int from) {
    var parameters = new LinkedHashMap<String, String>();
    int at = from;
    while (at < text.length()) {
      at++;
      int nameEnd = at;
      while (nameEnd < text.length() && ";=".indexOf(text.charAt(nameEnd)) < 0) {
        nameEnd++;
      }
      String name = trimStart(text.substring(at, nameEnd)).toLowerCase(Locale.ROOT);
      at = nameEnd;
      if (at >= text.length() || text.charAt(at) == ';') {
        continue;
      }
      at++;
      String value;
      if (at < text.length() && text.charAt(at) == '"') {
        var unquoted = new StringBuilder();
        at = unquote(text, at, unquoted);
        value = unquoted.toString();
        at = indexOrEnd(text, at);
      } else {
        int end = indexOrEnd(text, at);
        value = trimEnd(text.substring(at, end));
        at = end;
        if (value.isEmpty()) {
          continue;
        }
      }
      if (HeaderValues.isToken(name) && isQuotable(value)) {
        parameters.putIfAbsent(name, value);
      }
    }
    return parameters;
  }

  private static int indexOrEnd(String text, int from) {
    int index = text.indexOf(';', from);
    return index < 0 ? text.length() : index;
  }

  private static int unquote(String text, int quote, StringBuilder into) {
    int at = quote + 1;
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c == '"') {
        break;
      }
      if (c == '\\' && at < text.length()) {
        c = text.charAt(at++);
      }
      into.append(c);
    }
    return at;
  }

  private static boolean isQuotable(String value) {
    return value.chars().allMatch(c -> c == '\t' || c >= ' ' && c <= '~' || c >= 0x80 && c <= 0xff);
  }

  private static boolean isWhitespace(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
  }

  private static String trim(String text) {
    return trimEnd(trimStart(text));
  }

  private static String trimStart(String text) {
    int start = 0;
    while (start < text.length() && isWhitespace(text.charAt(start))) {
      start++;
    }
    return text.substring(start);
  }

  private static String trimEnd(String text) {
    int end = text.length();
    while (end > 0 && isWhitespace(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(0, end);
  }
}
