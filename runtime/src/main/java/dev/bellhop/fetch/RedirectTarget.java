package dev.bellhop.fetch;

import dev.bellhop.url.Url;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Where a redirect leads.
 *
 * @see <a href="https://fetch.spec.whatwg.org/#concept-response-location-url">Fetch: location
 *     URL</a>
 */
public final class RedirectTarget {
  private RedirectTarget() {}

  /**
   * Where a response that was not followed leads; null where it does not redirect, or to no URL.
   *
   * @param requested the URL of its request, for a response that has none
   */
  public static @Nullable Url of(FetchResponse response, Url requested) {
    String location = response.headers().get("Location");
    if (!response.type().equals("opaqueredirect") || location == null) {
      return null;
    }
    return of(location, response.urlList().isEmpty() ? requested : response.urlList().getLast());
  }

  /** The target with the fragment that it has or inherits; null where the value is no URL. */
  static @Nullable Url of(String location, Url from) {
    Url target = Url.parse(text(location), from.withoutFragment());
    if (target == null || target.fragment() != null || from.fragment() == null) {
      return target;
    }
    return Url.parse(target.href() + "#" + from.fragment(), null);
  }

  // Header values are bytes, one in each char; servers that send other than ASCII mean UTF-8. Where
  // it is none, the bytes are kept as they are.
  private static String text(String location) {
    byte[] bytes = location.getBytes(StandardCharsets.ISO_8859_1);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      var escaped = new StringBuilder();
      for (byte b : bytes) {
        if (b < 0) {
          escaped.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
        } else {
          escaped.append((char) b);
        }
      }
      return escaped.toString();
    }
  }
}
