package dev.bellhop.engine;

import dev.bellhop.SourceFrame;
import java.util.List;
import java.util.stream.Collectors;
import org.graalvm.polyglot.Source;

/**
 * A module whose variables can be read from outside, which no other script's scope allows: a call
 * stands behind its text, in a line of its own.
 */
public final class ReadableModule {
  /** The function that is called, where there is one; internal/global-state.mjs. */
  private static final String CALL = ";globalThis[\"bellhop:state\"]?.(";

  private ReadableModule() {}

  /**
   * The text with the call behind it: the same for each start, so that it is parsed once.
   *
   * @param url tells the module from others
   * @param names of its variables
   */
  public static String of(String text, String url, List<String> names) {
    return names.stream()
        .map("() => %s"::formatted)
        .collect(
            Collectors.joining(
                ", ", "%s\n%s%s, [".formatted(text, CALL, Guest.quoted(url)), "]);"));
  }

  /** A script's text, without what stands behind it. */
  static String text(Source source) {
    String text = source.getCharacters().toString();
    int call = text.lastIndexOf("\n" + CALL);
    return call < 0 ? text : text.substring(0, call);
  }

  /** A place in the text: what a parser stumbles over behind it is missing at its end. */
  static SourceFrame withinText(SourceFrame frame, Source source) {
    String text = frame.text();
    if (text == null || !text.startsWith(CALL)) {
      return frame;
    }
    int line = frame.line() - 1;
    String last = source.getCharacters(line).toString();
    return new SourceFrame(frame.url(), line, last.length() + 1, last);
  }
}
