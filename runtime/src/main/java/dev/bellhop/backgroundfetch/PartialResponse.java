package dev.bellhop.backgroundfetch;

import dev.bellhop.fetch.FetchResponse;
import dev.bellhop.http.ContentRange;
import dev.bellhop.http.HeaderList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rules by which the parts of a resource may be put together. */
final class PartialResponse {
  private PartialResponse() {}

  /**
   * Whether a 206 response continues what is stored. No If-Range is ever sent; safety comes from
   * this comparison.
   *
   * @param rangeStart how many bytes are stored
   * @param previous the response that they are from, or null
   * @return null where it fits, else why it does not, in words
   * @see <a href="https://wicg.github.io/background-fetch/#validate-partial-response-algorithm">
   *     Background Fetch: validate a partial response</a>
   */
  static @Nullable String mismatch(
      long rangeStart, FetchResponse partial, @Nullable FetchResponse previous) {
    ContentRange range = ContentRange.of(partial.headers());
    if (range == null) {
      return "The server sent status 206 without a Content-Range header that names one part in"
          + " bytes";
    }
    if (range.first() != rangeStart) {
      return "The server sent the part from byte "
          + range.first()
          + " where the one from byte "
          + rangeStart
          + " was wanted";
    }
    if (previous == null || rangeStart == 0) {
      return null;
    }
    for (String name : List.of("ETag", "Last-Modified")) {
      String before = previous.headers().get(name);
      String now = partial.headers().get(name);
      if (before != null && !before.equals(now)) {
        return "The file changed on the server while it was downloaded: "
            + name
            + " was "
            + before
            + " and is now "
            + (now == null ? "missing" : now);
      }
    }
    if (previous.status() == 206) {
      ContentRange earlier = ContentRange.of(previous.headers());
      if (earlier == null
          || earlier.completeLength() != -1 && earlier.completeLength() != range.completeLength()) {
        return "The file's length changed on the server while it was downloaded";
      }
    }
    return null;
  }

  /** Whether a 416 response says that the bytes stored are the whole resource (G5). */
  static boolean saysComplete(long stored, FetchResponse unsatisfied, FetchResponse previous) {
    return ContentRange.unsatisfiedLength(unsatisfied.headers()) == stored
        && unchanged("ETag", previous.headers(), unsatisfied.headers());
  }

  private static boolean unchanged(String name, HeaderList before, HeaderList now) {
    String then = before.get(name);
    String value = now.get(name);
    return then == null || value == null || then.equals(value);
  }

  /** The number of bytes that the body has when it is whole, or -1 where that is not known. */
  static long expectedLength(FetchResponse head) {
    if (head.status() == 206) {
      ContentRange range = ContentRange.of(head.headers());
      return range == null ? -1 : range.completeLength();
    }
    String length = head.headers().get("Content-Length");
    if (length == null || encoded(head) || !length.matches("\\d{1,18}")) {
      return -1;
    }
    return Long.parseLong(length);
  }

  /** Whether stored bytes are not the bytes that a range would count (G8). */
  static boolean encoded(FetchResponse head) {
    String coding = head.headers().get("Content-Encoding");
    return coding != null && !coding.strip().equalsIgnoreCase("identity");
  }
}
