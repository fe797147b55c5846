package dev.bellhop.net;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A part of a file, from its first byte to its last, both included.
 *
 * @param first the offset of the first byte
 * @param last the offset of the last byte
 * @see <a href="https://httpwg.org/specs/rfc9110.html#range.specifiers">RFC 9110: range
 *     specifiers</a>
 */
public record ByteRange(long first, long last) {
  /** The range that no file has. */
  public static final ByteRange UNSATISFIABLE = new ByteRange(-1, -1);

  private static final Pattern SINGLE =
      Pattern.compile(
          "bytes\\s*=\\s*(\\d{0,18})\\s*-\\s*(\\d{0,18})\\s*", Pattern.CASE_INSENSITIVE);

  /** How many bytes it has. */
  public long length() {
    return last - first + 1;
  }

  /** The Content-Range header of a response with this range of a file of this size. */
  public String of(long size) {
    return "bytes " + first + "-" + last + "/" + size;
  }

  /**
   * The range of a file of this size that a Range header asks for, {@link #UNSATISFIABLE}, or null
   * where the header is to be ignored: there is none, or it is another unit, malformed or asks for
   * several ranges.
   */
  public static @Nullable ByteRange of(@Nullable String header, long size) {
    if (header == null) {
      return null;
    }
    Matcher matcher = SINGLE.matcher(header.strip());
    if (!matcher.matches()) {
      return null;
    }
    String from = matcher.group(1);
    String to = matcher.group(2);
    if (from.isEmpty()) {
      if (to.isEmpty()) {
        return null;
      }
      long suffix = Math.min(Long.parseLong(to), size);
      return suffix == 0 ? UNSATISFIABLE : new ByteRange(size - suffix, size - 1);
    }
    long first = Long.parseLong(from);
    long last = to.isEmpty() ? Long.MAX_VALUE : Long.parseLong(to);
    if (last < first) {
      return null;
    }
    return first >= size ? UNSATISFIABLE : new ByteRange(first, Math.min(last, size - 1));
  }
}
