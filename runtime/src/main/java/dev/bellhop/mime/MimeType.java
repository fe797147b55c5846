package dev.bellhop.mime;

import dev.bellhop.http.HeaderValues;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An immutable MIME type.
 *
 * @param type the type in lower case, such as "text"
 * @param subtype the subtype in lower case, such as "html"
 * @param parameters names in lower case with their values, in order; unmodifiable
 * @see <a href="https://mimesniff.spec.whatwg.org/#mime-type-representation">MIME Sniffing: MIME
 *     type</a>
 */
public record MimeType(String type, String subtype, Map<String, String> parameters) {
  private static final Set<String> JAVASCRIPT =
      Set.of(
          "application/ecmascript",
          "application/javascript",
          "application/x-ecmascript",
          "application/x-javascript",
          "text/ecmascript",
          "text/javascript",
          "text/javascript1.0",
          "text/javascript1.1",
          "text/javascript1.2",
          "text/javascript1.3",
          "text/javascript1.4",
          "text/javascript1.5",
          "text/jscript",
          "text/livescript",
          "text/x-ecmascript",
          "text/x-javascript");

  /** Keeps its own copy of the parameters. */
  public MimeType {
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
  }

  /**
   * Parses a MIME type; null stands for failure.
   *
   * @see <a href="https://mimesniff.spec.whatwg.org/#parse-a-mime-type">MIME Sniffing: parse a MIME
   *     type</a>
   */
  public static @Nullable MimeType parse(String input) {
    HttpText text = new HttpText(HttpText.strip(input));
    String type = text.collectUntil("/");
    if (!HeaderValues.isToken(type) || text.atEnd()) {
      return null;
    }
    text.advance();
    String subtype = HttpText.stripTrailing(text.collectUntil(";"));
    if (!HeaderValues.isToken(subtype)) {
      return null;
    }
    return new MimeType(lowercase(type), lowercase(subtype), parseParameters(text));
  }

  private static Map<String, String> parseParameters(HttpText text) {
    Map<String, String> parameters = new LinkedHashMap<>();
    while (!text.atEnd()) {
      text.advance();
      text.skipWhitespace();
      String name = text.collectUntil(";=");
      if (!text.at('=')) {
        continue;
      }
      text.advance();
      boolean quoted = text.at('"');
      String value = quoted ? text.collectQuotedValue() : "";
      String rest = text.collectUntil(";");
      if (!quoted) {
        value = HttpText.stripTrailing(rest);
      }
      boolean valid =
          HeaderValues.isToken(name) && value.chars().allMatch(MimeType::isQuotedStringToken);
      if (valid && (quoted || !value.isEmpty())) {
        parameters.putIfAbsent(lowercase(name), value);
      }
    }
    return parameters;
  }

  /** A tab, or any other Latin-1 character that is no control. */
  private static boolean isQuotedStringToken(int c) {
    return c == '\t' || c >= ' ' && c <= '~' || c >= 0x80 && c <= 0xFF;
  }

  /** For tokens only: outside ASCII, Java knows more lower case than the standard. */
  private static String lowercase(String token) {
    return token.toLowerCase(Locale.ROOT);
  }

  /**
   * The type and the subtype, without parameters: "text/html".
   *
   * @see <a href="https://mimesniff.spec.whatwg.org/#mime-type-essence">MIME Sniffing: essence</a>
   */
  public String essence() {
    return type + "/" + subtype;
  }

  /** The value of the parameter of this name, in lower case, or null. */
  public @Nullable String parameter(String name) {
    return parameters.get(name);
  }

  /** This MIME type with a parameter set, in its place where there is one of this name. */
  public MimeType withParameter(String name, String value) {
    Map<String, String> changed = new LinkedHashMap<>(parameters);
    changed.put(name, value);
    return new MimeType(type, subtype, changed);
  }

  /**
   * Whether a script may come as this type.
   *
   * @see <a href="https://mimesniff.spec.whatwg.org/#javascript-mime-type">MIME Sniffing:
   *     JavaScript MIME type</a>
   */
  public boolean isJavaScript() {
    return JAVASCRIPT.contains(essence());
  }

  /**
   * Writes the type with its parameters.
   *
   * @see <a href="https://mimesniff.spec.whatwg.org/#serialize-a-mime-type">MIME Sniffing:
   *     serialize a MIME type</a>
   */
  public String serialize() {
    StringBuilder output = new StringBuilder(essence());
    parameters.forEach(
        (name, value) -> {
          output.append(';').append(name).append('=');
          if (HeaderValues.isToken(value)) {
            output.append(value);
          } else {
            output.append('"').append(value.replaceAll("[\"\\\\]", "\\\\$0")).append('"');
          }
        });
    return output.toString();
  }

  /** The same as {@link #serialize()}. */
  @Override
  public String toString() {
    return serialize();
  }
}
