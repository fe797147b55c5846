package dev.bellhop.fetch;

import dev.bellhop.mime.MimeType;
import dev.bellhop.url.Url;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A data: URL taken apart.
 *
 * @param type its MIME type
 * @param body its bytes
 * @see <a href="https://fetch.spec.whatwg.org/#data-urls">Fetch: data: URLs</a>
 */
record DataUrl(MimeType type, byte[] body) {
  private static final Pattern BASE64 = Pattern.compile("(?i); *base64$");
  private static final Pattern WHITESPACE = Pattern.compile("[\\t\\n\\f\\r ]");

  /** Null stands for failure. */
  static @Nullable DataUrl parse(Url url) {
    String input = url.withoutFragment().href().substring("data:".length());
    int comma = input.indexOf(',');
    if (comma < 0) {
      return null;
    }
    String type = input.substring(0, comma).strip();
    byte[] body = percentDecode(input.substring(comma + 1));
    var base64 = BASE64.matcher(type);
    if (base64.find()) {
      type = type.substring(0, base64.start());
      byte[] decoded = forgivingBase64(new String(body, StandardCharsets.ISO_8859_1));
      if (decoded == null) {
        return null;
      }
      body = decoded;
    }
    if (type.startsWith(";")) {
      type = "text/plain" + type;
    }
    MimeType parsed = MimeType.parse(type);
    return new DataUrl(
        parsed == null ? new MimeType("text", "plain", Map.of("charset", "US-ASCII")) : parsed,
        body);
  }

  private static byte[] percentDecode(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    var out = new ByteArrayOutputStream(bytes.length);
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '%' && i + 2 < bytes.length) {
        int high = Character.digit(bytes[i + 1], 16);
        int low = Character.digit(bytes[i + 2], 16);
        if (high >= 0 && low >= 0) {
          out.write(high << 4 | low);
          i += 2;
          continue;
        }
      }
      out.write(bytes[i]);
    }
    return out.toByteArray();
  }

  private static byte @Nullable [] forgivingBase64(String text) {
    String data = WHITESPACE.matcher(text).replaceAll("");
    if (data.length() % 4 == 0) {
      data = data.endsWith("==") ? data.substring(0, data.length() - 2) : data;
      data =
          data.endsWith("=") && data.length() % 4 != 2
              ? data.substring(0, data.length() - 1)
              : data;
    }
    if (data.length() % 4 == 1 || data.indexOf('=') >= 0) {
      return null;
    }
    try {
      return Base64.getDecoder().decode(data);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
