package dev.bellhop.cli.display;

import dev.bellhop.TraceEntry;
import dev.bellhop.TraceEvent;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * The display where output is no terminal: lines only. How far a download is, is told at every
 * quarter, or after five seconds, whichever comes first.
 */
public final class PlainDisplay implements TraceReader {
  private static final Duration SILENCE = Duration.ofSeconds(5);
  private static final int QUARTER = 25;

  private static final class Told {
    private final Download download;
    private Instant at;
    private int percent;

    private Told(Instant at, long bytes) {
      download = new Download(at, bytes);
      this.at = at;
    }
  }

  private final PrintWriter out;
  private final Narration narration = new Narration(Style.PLAIN);
  private final Map<String, Told> downloads = new HashMap<>();

  /** Writes to this writer. */
  public PlainDisplay(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void entry(TraceEntry entry) {
    narration.tell(entry).forEach(out::println);
    switch (entry.event()) {
      case TraceEvent.BackgroundFetchRegistered e -> downloads.put(e.id(), new Told(entry.at(), 0));
      case TraceEvent.BackgroundFetchResumed e ->
          downloads.put(e.id(), new Told(entry.at(), e.downloaded()));
      case TraceEvent.BackgroundFetchProgress e -> progress(entry.at(), e);
      case TraceEvent.BackgroundFetchCompleted e -> downloads.remove(e.id());
      default -> {}
    }
  }

  @Override
  public void end() {
    out.flush();
  }

  private void progress(Instant at, TraceEvent.BackgroundFetchProgress progress) {
    Told told = downloads.computeIfAbsent(progress.id(), _ -> new Told(at, progress.downloaded()));
    told.download.progress(at, progress);
    int percent = told.download.percent();
    boolean quarter = percent / QUARTER > told.percent / QUARTER && percent < 100;
    boolean silent = Duration.between(told.at, at).compareTo(SILENCE) >= 0;
    if (quarter || silent) {
      told.at = at;
      told.percent = Math.max(percent, 0);
      out.println(
          narration.progress(
              progress.id(), (percent < 0 ? "" : percent + " %, ") + told.download.describe()));
    }
  }
}
