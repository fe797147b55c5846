package dev.bellhop.ops;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The encodings that have a charset in this Java, by label. */
final class Encodings {
  private static final String TABLE = "encodings.txt";
  private static final Map<String, Encoding> BY_LABEL = read();

  private Encodings() {}

  /**
   * An encoding.
   *
   * @param name its name, in lower case
   * @param charset what decodes it
   */
  record Encoding(String name, Charset charset) {
    private static final int BYTES = 256;

    boolean isUnicode() {
      return name.startsWith("utf-");
    }

    /**
     * What each byte stands for, U+FFFD for nothing; null where that is not all there is to it. The
     * bytes 0x80 to 0x9F that Java leaves out are control characters to the specification.
     */
    char @Nullable [] singleBytes() {
      if (!name.startsWith("windows-")) {
        return null;
      }
      char[] table = new char[BYTES];
      for (int b = 0; b < BYTES; b++) {
        char decoded = new String(new byte[] {(byte) b}, charset).charAt(0);
        table[b] = decoded == '\uFFFD' && b >= 0x80 && b <= 0x9F ? (char) b : decoded;
      }
      return table;
    }
  }

  /**
   * Null stands for failure.
   *
   * @see <a href="https://encoding.spec.whatwg.org/#concept-encoding-get">Encoding: get an
   *     encoding</a>
   */
  static @Nullable Encoding get(String label) {
    return BY_LABEL.get(trimAsciiWhitespace(label).toLowerCase(Locale.ROOT));
  }

  private static String trimAsciiWhitespace(String label) {
    return label.replaceAll("^[\\t\\n\\f\\r ]+|[\\t\\n\\f\\r ]+$", "");
  }

  private static Map<String, Encoding> read() {
    Map<String, Encoding> byLabel = new HashMap<>();
    try (var in =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(Encodings.class.getResourceAsStream(TABLE)),
                StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        String[] words = line.split(" ");
        if (!line.startsWith("#") && Charset.isSupported(words[1])) {
          var encoding = new Encoding(words[0], Charset.forName(words[1]));
          for (int i = 2; i < words.length; i++) {
            byLabel.put(words[i], encoding);
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return byLabel;
  }
}
