package dev.bellhop.cli.display;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Where output goes, and what it can show.
 *
 * @param interactive whether standard output is a terminal
 * @param style with colours or without
 * @param columns how wide it is
 */
public record Terminal(
    PrintWriter out, PrintWriter err, boolean interactive, Style style, int columns) {
  private static final int USUAL_COLUMNS = 80;

  /**
   * This process's own. The launcher tells by {@code BELLHOP_COLUMNS} that standard output is a
   * terminal and how wide; without it, a JDK's console has to do, which is none where only the
   * input is redirected.
   */
  public static Terminal ofThisProcess(Map<String, String> environment) {
    String columns = environment.get("BELLHOP_COLUMNS");
    boolean interactive =
        columns != null || (System.console() != null && System.console().isTerminal());
    boolean colours =
        interactive
            && environment.getOrDefault("NO_COLOR", "").isEmpty()
            && !"dumb".equals(environment.get("TERM"));
    return new Terminal(
        writer(FileDescriptor.out),
        writer(FileDescriptor.err),
        interactive,
        colours ? Style.COLOURS : Style.PLAIN,
        columns == null ? USUAL_COLUMNS : width(columns));
  }

  private static int width(String columns) {
    try {
      return Math.max(40, Integer.parseInt(columns));
    } catch (NumberFormatException e) {
      return USUAL_COLUMNS;
    }
  }

  private static PrintWriter writer(FileDescriptor descriptor) {
    return new PrintWriter(
        new OutputStreamWriter(new FileOutputStream(descriptor), StandardCharsets.UTF_8), true);
  }
}
