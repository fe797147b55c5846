package dev.bellhop.syntax;

import java.util.Arrays;
import java.util.stream.IntStream;

/** The lines of a script's text. */
final class Lines {
  private final String text;

  /** The offsets at which they begin. */
  private final int[] starts;

  Lines(String text) {
    this.text = text;
    starts =
        IntStream.rangeClosed(0, text.length())
            .filter(at -> at == 0 || endsLine(text, at - 1))
            .toArray();
  }

  private static boolean endsLine(String text, int at) {
    char c = text.charAt(at);
    return c == '\n' || c == '\r' && !text.startsWith("\n", at + 1);
  }

  /** The place at an offset. */
  Place place(int offset) {
    int found = Arrays.binarySearch(starts, offset);
    int line = found < 0 ? -found - 2 : found;
    int end = starts[line];
    while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
      end++;
    }
    return new Place(line + 1, offset - starts[line] + 1, text.substring(starts[line], end));
  }
}
