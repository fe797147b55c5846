package dev.bellhop.mime;

import dev.bellhop.http.HeaderList;
import dev.bellhop.http.HeaderValues;
import org.jspecify.annotations.Nullable;

/**
 * The MIME type that headers give a body.
 *
 * @see <a href="https://fetch.spec.whatwg.org/#content-type-header">Fetch: Content-Type header</a>
 */
public final class ContentType {
  private ContentType() {}

  /**
   * Extracts a MIME type; null stands for failure. The last valid Content-Type counts, and keeps
   * the charset of one before it that has the same essence.
   *
   * @see <a href="https://fetch.spec.whatwg.org/#concept-header-extract-mime-type">Fetch: extract a
   *     MIME type</a>
   */
  public static @Nullable MimeType of(HeaderList headers) {
    String combined = headers.get("Content-Type");
    if (combined == null) {
      return null;
    }
    MimeType result = null;
    for (String value : HeaderValues.split(combined)) {
      MimeType type = MimeType.parse(value);
      if (type == null || type.essence().equals("*/*")) {
        continue;
      }
      String charset = result == null ? null : result.parameter("charset");
      boolean inherits =
          result != null
              && charset != null
              && type.parameter("charset") == null
              && type.essence().equals(result.essence());
      result = inherits ? type.withParameter("charset", charset) : type;
    }
    return result;
  }
}
