package dev.bellhop.cli.display;

import dev.bellhop.TraceEntry;
import dev.bellhop.TraceEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarConsumer;
import org.jspecify.annotations.Nullable;

/** The display on a terminal: one bar per background fetch, and lines above them. */
public final class BarDisplay implements TraceReader {
  private static final int REFRESH_MILLIS = 200;

  private record Bar(Download download, ProgressBar bar) {}

  private final Terminal terminal;
  private final Screen screen;
  private final Narration narration;
  private final Map<String, Bar> bars = new HashMap<>();

  /** Draws on this terminal. */
  public BarDisplay(Terminal terminal) {
    this.terminal = terminal;
    screen = new Screen(terminal.out());
    narration = new Narration(terminal.style());
  }

  @Override
  public void entry(TraceEntry entry) {
    if (entry.event() instanceof TraceEvent.BackgroundFetchCompleted e) {
      close(bars.remove(e.id()));
    }
    narration.tell(entry).forEach(screen::print);
    switch (entry.event()) {
      case TraceEvent.BackgroundFetchRegistered e -> open(e.id(), entry.at(), 0);
      case TraceEvent.BackgroundFetchResumed e -> open(e.id(), entry.at(), e.downloaded());
      case TraceEvent.BackgroundFetchProgress e -> progress(entry.at(), e);
      default -> {}
    }
  }

  @Override
  public void end() {
    bars.values().forEach(BarDisplay::close);
    bars.clear();
  }

  private void open(String id, Instant at, long bytes) {
    ProgressBar bar =
        new ProgressBarBuilder()
            .setTaskName(narration.name(id))
            .setInitialMax(-1)
            .startsFrom(bytes, Duration.ZERO)
            .setUpdateIntervalMillis(REFRESH_MILLIS)
            .setRenderer(new BarRenderer(terminal.style()))
            .setConsumer(new Line(id))
            .build();
    close(bars.put(id, new Bar(new Download(at, bytes), bar)));
  }

  private void progress(Instant at, TraceEvent.BackgroundFetchProgress progress) {
    if (!bars.containsKey(progress.id())) {
      open(progress.id(), at, progress.downloaded());
    }
    Bar bar = bars.get(progress.id());
    bar.download.progress(at, progress);
    if (progress.expected() > 0) {
      bar.bar.maxHint(progress.expected());
    }
    bar.bar.stepTo(progress.downloaded());
    bar.bar.setExtraMessage(bar.download.describe());
  }

  private static void close(@Nullable Bar bar) {
    if (bar != null) {
      bar.bar.close();
    }
  }

  /** A bar's line on the screen. */
  private final class Line implements ProgressBarConsumer {
    private final String id;

    private Line(String id) {
      this.id = id;
    }

    @Override
    public int getMaxRenderedLength() {
      // The last column stays free: some terminals begin a new line after it by themselves.
      return terminal.columns() - 1;
    }

    @Override
    public void accept(String text) {
      screen.put(id, text);
    }

    @Override
    public void close() {
      screen.remove(id);
    }
  }
}
