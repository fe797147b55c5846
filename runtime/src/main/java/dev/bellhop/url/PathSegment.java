package dev.bellhop.url;

/** Path segments with a meaning of their own: dots and Windows drive letters. */
final class PathSegment {
  private PathSegment() {}

  /**
   * "." in one of its spellings.
   *
   * @see <a href="https://url.spec.whatwg.org/#single-dot-path-segment">URL: single-dot URL path
   *     segment</a>
   */
  static boolean isSingleDot(CharSequence segment) {
    return segment.length() <= 3 && dots(segment) == 1;
  }

  /**
   * ".." in one of its spellings.
   *
   * @see <a href="https://url.spec.whatwg.org/#double-dot-path-segment">URL: double-dot URL path
   *     segment</a>
   */
  static boolean isDoubleDot(CharSequence segment) {
    return segment.length() <= 6 && dots(segment) == 2;
  }

  /** How many dots the segment consists of, or -1 where it holds anything else. */
  private static int dots(CharSequence segment) {
    int count = 0;
    int i = 0;
    while (i < segment.length()) {
      if (segment.charAt(i) == '.') {
        i++;
      } else if (i + 2 < segment.length()
          && segment.charAt(i) == '%'
          && segment.charAt(i + 1) == '2'
          && CodePoints.asciiLowercase(segment.charAt(i + 2)) == 'e') {
        i += 3;
      } else {
        return -1;
      }
      count++;
    }
    return count;
  }

  /**
   * A letter and a colon or a vertical bar.
   *
   * @see <a href="https://url.spec.whatwg.org/#windows-drive-letter">URL: Windows drive letter</a>
   */
  static boolean isDrive(CharSequence segment) {
    return segment.length() == 2 && isDrive(segment.charAt(0), segment.charAt(1));
  }

  /** A letter and a colon. */
  static boolean isNormalizedDrive(CharSequence segment) {
    return isDrive(segment) && segment.charAt(1) == ':';
  }

  /**
   * Whether the rest of an input, from a position on, starts with a drive letter.
   *
   * @see <a href="https://url.spec.whatwg.org/#start-with-a-windows-drive-letter">URL: starts with
   *     a Windows drive letter</a>
   */
  static boolean startsWithDrive(int[] input, int from) {
    if (input.length - from < 2 || !isDrive(input[from], input[from + 1])) {
      return false;
    }
    return input.length - from == 2 || "/\\?#".indexOf(input[from + 2]) >= 0;
  }

  private static boolean isDrive(int first, int second) {
    return CodePoints.isAsciiAlpha(first) && (second == ':' || second == '|');
  }
}
