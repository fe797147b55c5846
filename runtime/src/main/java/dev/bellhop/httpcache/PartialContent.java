package dev.bellhop.httpcache;

import dev.bellhop.http.Body;
import dev.bellhop.http.BodySlice;
import dev.bellhop.http.ConcatenatedBody;
import dev.bellhop.http.ContentRange;
import dev.bellhop.http.HeaderList;
import dev.bellhop.net.ByteRange;
import dev.bellhop.net.TransportResponse;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/**
 * The part of a resource that a stored response has: all of it, or what a 206 response brought.
 *
 * @param first the position of its first byte
 * @param length how many bytes it has; what came counts, not what Content-Range promises
 * @param complete the length of the resource, or {@link #UNKNOWN}
 */
record PartialContent(long first, long length, long complete) {
  /** Longer than any resource: no range that ends with the resource is within a part of it. */
  private static final long UNKNOWN = Long.MAX_VALUE;

  /** What a stored response has; null where no range can be cut out of it. */
  static @Nullable PartialContent of(StoredResponse stored) {
    long length = stored.body().length().orElse(-1);
    if (length < 0 || stored.headers().contains("Content-Encoding")) {
      return null;
    }
    return switch (stored.status()) {
      case 200 -> new PartialContent(0, length, length);
      case 206 -> of(stored.headers(), length);
      default -> null;
    };
  }

  /** What a 206 response has; null where it does not say that, or has more than it says. */
  static @Nullable PartialContent of(HeaderList headers, long length) {
    ContentRange range = ContentRange.of(headers);
    if (range == null || length == 0 || length > range.last() - range.first() + 1) {
      return null;
    }
    return new PartialContent(
        range.first(), length, range.completeLength() < 0 ? UNKNOWN : range.completeLength());
  }

  /**
   * The answer to a request, which may ask for a range; null where the stored response has not all
   * of it.
   *
   * @see <a href="https://httpwg.org/specs/rfc9111.html#incomplete">RFC 9111: storing incomplete
   *     responses</a>
   */
  static @Nullable TransportResponse answer(HeaderList request, StoredResponse stored) {
    String asked = request.get("Range");
    if (asked == null) {
      return stored.isPart() ? null : stored.response();
    }
    PartialContent part = of(stored);
    ByteRange range = part == null ? null : ByteRange.of(asked, part.complete());
    if (part == null
        || range == null
        || range == ByteRange.UNSATISFIABLE
        || range.first() < part.first()
        || range.last() >= part.end()) {
      return null;
    }
    return new TransportResponse(
        206,
        "Partial Content",
        part.headers(stored.headers(), range),
        new BodySlice(stored.body(), range.first() - part.first(), range.length()));
  }

  /**
   * Two responses to the same URL as one, with the newer one's headers; null where they may not be
   * put together, or have a gap between them.
   *
   * @see <a href="https://httpwg.org/specs/rfc9111.html#combining.responses">RFC 9111: combining
   *     partial content</a>
   */
  static @Nullable StoredResponse combined(StoredResponse older, StoredResponse newer) {
    String tag = newer.headers().get("ETag");
    PartialContent had = of(older);
    PartialContent came = of(newer);
    if (tag == null
        || !tag.startsWith("\"")
        || !tag.equals(older.headers().get("ETag"))
        || had == null
        || came == null
        || came.first() > had.end()
        || had.first() > came.end()) {
      return null;
    }
    var bodies = new ArrayList<Body>();
    if (had.first() < came.first()) {
      bodies.add(new BodySlice(older.body(), 0, came.first() - had.first()));
    }
    bodies.add(newer.body());
    if (had.end() > came.end()) {
      bodies.add(new BodySlice(older.body(), came.end() - had.first(), had.end() - came.end()));
    }
    long first = Math.min(had.first(), came.first());
    long end = Math.max(had.end(), came.end());
    var all = new PartialContent(first, end - first, Math.min(had.complete(), came.complete()));
    StoredResponse updated = older.updated(newer.headers(), newer.requested(), newer.received());
    boolean whole = first == 0 && end == all.complete();
    return new StoredResponse(
        StoredResponse.NOT_YET,
        newer.vary(),
        whole ? 200 : 206,
        whole ? "OK" : "Partial Content",
        whole
            ? withLength(updated.headers(), end)
            : all.headers(updated.headers(), new ByteRange(first, end - 1)),
        updated.requested(),
        updated.received(),
        ConcatenatedBody.of(bodies));
  }

  /** The position after its last byte. */
  private long end() {
    return first + length;
  }

  /** The headers of a response with this range of the resource. */
  private HeaderList headers(HeaderList headers, ByteRange range) {
    String value =
        complete == UNKNOWN
            ? "bytes " + range.first() + "-" + range.last() + "/*"
            : range.of(complete);
    return withLength(headers, range.length()).with("Content-Range", value);
  }

  private static HeaderList withLength(HeaderList headers, long length) {
    return headers
        .without("Content-Range")
        .without("Content-Length")
        .with("Content-Length", Long.toString(length));
  }
}
