package dev.bellhop.cli.display;

import me.tongfei.progressbar.ProgressBarRenderer;
import me.tongfei.progressbar.ProgressState;

/** Draws a bar: title, percent, the bar itself, then bytes, rate and time left. */
final class BarRenderer implements ProgressBarRenderer {
  private static final int LONGEST_TITLE = 24;
  private static final int LONGEST_BAR = 30;
  private static final int SHORTEST_BAR = 5;

  private final Style style;

  BarRenderer(Style style) {
    this.style = style;
  }

  @Override
  public String render(ProgressState state, int width) {
    String title = cut(state.getTaskName(), LONGEST_TITLE);
    String percent =
        state.isIndefinite()
            ? "   "
            : String.format("%2d%%", (int) Math.floor(100 * state.getNormalizedProgress()));
    String message = state.getExtraMessage();
    int room = width - title.length() - percent.length() - message.length() - 6;
    if (room < SHORTEST_BAR) {
      return cut(title + " " + percent + " " + message, width);
    }
    int length = Math.min(room, LONGEST_BAR);
    return title + " " + percent + " " + bar(state, length) + " " + message;
  }

  private String bar(ProgressState state, int length) {
    int done = state.isIndefinite() ? 0 : (int) (length * state.getNormalizedProgress());
    return style.good("━".repeat(done)) + style.faint("─".repeat(length - done));
  }

  private static String cut(String text, int length) {
    return text.length() <= length ? text : text.substring(0, Math.max(0, length - 1)) + "…";
  }
}
