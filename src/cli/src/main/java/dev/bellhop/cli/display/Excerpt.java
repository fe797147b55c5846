package dev.bellhop.cli.display;

import dev.bellhop.SourceFrame;
import java.util.List;

/** A place in a script: where it is, its line, and a caret under the column. */
public final class Excerpt {
  private static final int LONGEST_LINE = 160;

  private Excerpt() {}

  /** {@code url:line:column}. */
  public static String place(SourceFrame frame) {
    return frame.url() + ":" + frame.line() + ":" + frame.column();
  }

  /** The line and the caret, or nothing where the line is not at hand or is no line to be read. */
  public static List<String> lines(SourceFrame frame) {
    String text = frame.text();
    if (text == null || text.isBlank() || text.length() > LONGEST_LINE) {
      return List.of();
    }
    int column = Math.min(Math.max(frame.column(), 1) - 1, text.length());
    int margin = text.length() - text.stripLeading().length();
    String line = text.strip();
    // Tabs are kept before the caret, so that it stands under its column however wide they are.
    String lead = text.substring(Math.min(margin, column), column).replaceAll("[^\t]", " ");
    return List.of(line, lead + "^");
  }
}
