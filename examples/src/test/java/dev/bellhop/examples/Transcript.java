package dev.bellhop.examples;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What was typed and what came of it. A line {@code $ bellhop ...} is a command, the lines after it
 * are what it printed, on standard output and standard error together, and {@code [2]} alone on a
 * line is its exit code where that is not 0. Parts that differ from run to run stand in angle
 * brackets; the spaces before them, which align columns, are reduced to one, and lines that tell
 * how far a download is are left out.
 */
record Transcript(List<Step> steps) {
  private static final String PROMPT = "$ bellhop ";
  private static final Pattern PROGRESS =
      Pattern.compile("(?m)^fetch +.*: (\\d+ %, )?[\\d.]+ [kMG]?B( of .*)?(, .*)?\\R");
  private static final Pattern TIME =
      Pattern.compile(" *\\b(\\d+ h \\d+ min|\\d+ min \\d+ s|\\d+(\\.\\d+)? m?s)\\b");
  private static final Pattern ARRIVED = Pattern.compile("aborted after [\\d.]+ [kM]?B in");
  private static final Pattern PORT = Pattern.compile("(127\\.0\\.0\\.1|localhost):\\d{4,5}\\b");

  /** One command, and what it printed with its exit code. */
  record Step(String command, String output) {}

  static Transcript parse(String text) {
    List<Step> steps = new ArrayList<>();
    for (String part : text.split("(?m)^(?=\\$ )")) {
      if (!part.isBlank()) {
        int end = part.indexOf('\n');
        steps.add(new Step(part.substring(PROMPT.length(), end), part.substring(end + 1)));
      }
    }
    return new Transcript(steps);
  }

  static String normalize(String output, int exitCode) {
    String text = PROGRESS.matcher(output).replaceAll("");
    text = TIME.matcher(text).replaceAll(" <time>");
    text = ARRIVED.matcher(text).replaceAll("aborted after <size> in");
    text = PORT.matcher(text).replaceAll("$1:<port>");
    return exitCode == 0 ? text : text + "[" + exitCode + "]\n";
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (Step step : steps) {
      text.append(PROMPT).append(step.command()).append('\n').append(step.output());
    }
    return text.toString();
  }
}
