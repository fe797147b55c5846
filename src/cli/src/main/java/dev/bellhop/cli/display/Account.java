package dev.bellhop.cli.display;

import dev.bellhop.CacheSummary;
import dev.bellhop.SourceFrame;
import dev.bellhop.TraceEntry;
import dev.bellhop.TraceEvent;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The account at the end: events in order with times, what each cache holds, what went wrong. Also
 * knows whether anything did. To be asked after the trace has ended.
 */
public final class Account implements TraceReader {
  private static final String INDENT = "  ";
  private static final int RECORDS_TOLD = 10;

  /** Results of records that need no word of their own. */
  private static final Set<String> HARMLESS = Set.of("success", "aborted");

  private record EventLine(Instant at, String name, String what) {}

  private final Style style;
  private final List<EventLine> events = new ArrayList<>();
  private final List<List<String>> wrongs = new ArrayList<>();
  private final Map<String, Integer> failedRecords = new HashMap<>();
  private @Nullable Instant start;
  private boolean failed;
  private boolean diagnosed;

  /** An empty one. */
  public Account(Style style) {
    this.style = style;
  }

  /** Whether a background fetch failed, or a script threw or left a rejection unhandled. */
  public boolean failed() {
    return failed;
  }

  /** Whether something legal was reported that cannot be meant. */
  public boolean diagnosed() {
    return diagnosed;
  }

  @Override
  public void entry(TraceEntry entry) {
    if (start == null) {
      start = entry.at();
    }
    switch (entry.event()) {
      case TraceEvent.EventHandled e -> handled(entry.at(), e);
      // That nobody listens to install or activate is usual, and not worth a line.
      case TraceEvent.EventSkipped e when e.id() != null ->
          event(entry.at(), e.type(), e.id(), e.why());
      case TraceEvent.RequestProcessingCompleted e when !HARMLESS.contains(e.result()) -> record(e);
      case TraceEvent.BackgroundFetchCompleted e -> completed(e);
      case TraceEvent.ScriptError e -> {
        failed = true;
        String place = e.frame() == null ? Plain.line(e.realm()) : Excerpt.place(e.frame());
        wrong(place + ": " + style.bad(Plain.text(e.message())), e.frame());
      }
      case TraceEvent.Diagnostic e -> diagnostic(e);
      default -> {}
    }
  }

  @Override
  public void end() {}

  /** Prints it. */
  public void print(PrintWriter out, List<CacheSummary> caches) {
    if (!events.isEmpty()) {
      heading(out, "Events");
      int width = events.stream().mapToInt(e -> e.name().length()).max().orElse(0);
      for (EventLine event : events) {
        out.printf(
            "%s%9s  %-" + width + "s  %s%n", INDENT, since(event), event.name(), event.what());
      }
    }
    heading(out, "Caches");
    if (caches.isEmpty()) {
      out.println(INDENT + "none");
    }
    for (CacheSummary cache : caches) {
      out.println(INDENT + Plain.line(cache.name()) + ": " + describe(cache));
    }
    heading(out, "What went wrong");
    if (wrongs.isEmpty()) {
      out.println(INDENT + style.good("nothing"));
    }
    for (List<String> wrong : wrongs) {
      wrong.forEach(line -> out.println(INDENT + line));
    }
    out.flush();
  }

  /** Such as {@code 3 entries, 12.3 MB}. */
  public static String describe(CacheSummary cache) {
    return Amounts.count(cache.entries(), "entry", "entries") + ", " + Amounts.size(cache.bytes());
  }

  private void heading(PrintWriter out, String text) {
    out.println();
    out.println(style.strong(text));
  }

  private String since(EventLine event) {
    return Amounts.duration(Duration.between(start == null ? event.at() : start, event.at()));
  }

  private void handled(Instant at, TraceEvent.EventHandled e) {
    List<String> what = new ArrayList<>();
    what.add(Amounts.count(e.listeners(), "listener", "listeners"));
    if (e.thrown() > 0) {
      what.add(style.bad(e.thrown() + " threw"));
    }
    if (e.rejected() > 0) {
      what.add(
          style.bad(Amounts.count(e.rejected(), "waitUntil promise", "waitUntil promises"))
              + style.bad(" rejected"));
    }
    what.add(Amounts.duration(Duration.ofNanos(e.duration())));
    event(at, e.type(), e.id(), String.join(", ", what));
    failed |= e.thrown() > 0 || e.rejected() > 0;
  }

  private void event(Instant at, String type, @Nullable String id, String what) {
    events.add(new EventLine(at, id == null ? type : type + " " + Plain.line(id), what));
  }

  private void record(TraceEvent.RequestProcessingCompleted e) {
    if (failedRecords.merge(e.id(), 1, Integer::sum) > RECORDS_TOLD) {
      return;
    }
    String why =
        e.failure() == null ? e.result() : Plain.line(e.failure()) + " (" + e.result() + ")";
    wrong(Plain.line(e.id()) + ": " + e.url() + ": " + style.bad(why), null);
  }

  private void completed(TraceEvent.BackgroundFetchCompleted e) {
    Integer records = failedRecords.remove(e.id());
    int untold = records == null ? 0 : records - RECORDS_TOLD;
    if (untold > 0) {
      wrong(Plain.line(e.id()) + ": and " + untold + " more", null);
    }
    switch (e.failureReason()) {
      case "" -> {}
      // Somebody wanted that.
      case "aborted" -> wrong(Plain.line(e.id()) + ": " + style.warning("aborted"), null);
      default -> {
        failed = true;
        wrong(Plain.line(e.id()) + ": " + style.bad("failed, " + e.failureReason()), null);
      }
    }
  }

  private void diagnostic(TraceEvent.Diagnostic e) {
    diagnosed = true;
    List<String> lines = new ArrayList<>();
    lines.add(style.warning(e.code() + " " + e.name()) + ": " + Plain.text(e.message()));
    if (e.frame() != null) {
      lines.add(INDENT + "at " + Excerpt.place(e.frame()));
      Excerpt.lines(e.frame()).forEach(line -> lines.add(INDENT + INDENT + line));
    }
    if (e.fix() != null) {
      lines.add(INDENT + "instead: " + e.fix());
    }
    if (e.link() != null) {
      lines.add(INDENT + "see " + e.link());
    }
    lines.add(INDENT + "bellhop explain " + e.code() + " tells more");
    wrongs.add(lines);
  }

  private void wrong(String sentence, @Nullable SourceFrame frame) {
    List<String> lines = new ArrayList<>();
    lines.add(sentence);
    if (frame != null) {
      Excerpt.lines(frame).forEach(line -> lines.add(INDENT + INDENT + line));
    }
    wrongs.add(lines);
  }
}
