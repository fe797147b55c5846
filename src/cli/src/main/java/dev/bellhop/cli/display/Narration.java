package dev.bellhop.cli.display;

import dev.bellhop.TraceEntry;
import dev.bellhop.TraceEvent;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells what happens in lines, as it happens; how far a download is, is told by others. */
final class Narration {
  private static final int LABEL = 9;

  private final Style style;
  private final Map<String, String> titles = new HashMap<>();
  private final Set<String> pages = new HashSet<>();

  Narration(Style style) {
    this.style = style;
  }

  /** What to call a background fetch: its title, or else its id. */
  String name(String id) {
    return titles.getOrDefault(id, Plain.line(id));
  }

  /** The lines for an entry, seldom more than one and often none. */
  List<String> tell(TraceEntry entry) {
    return switch (entry.event()) {
      case TraceEvent.WorkerStateChanged e when e.state().equals("activated") ->
          line("worker", "active: " + e.script() + ", scope " + e.scope());
      case TraceEvent.PageStarted e -> {
        pages.add(e.url());
        yield line("page", e.url());
      }
      case TraceEvent.WindowOpened e -> line("page", script(e.by()) + " opens " + e.url());
      case TraceEvent.WindowNavigated e ->
          line("page", script(e.by()) + " sends " + e.from() + " to " + e.url());
      case TraceEvent.WindowFocused e ->
          line(
              "page",
              e.url() + " has the focus" + (e.by() == null ? "" : ", by " + script(e.by())));
      case TraceEvent.ConsoleMessage e -> console(e);
      case TraceEvent.BackgroundFetchRegistered e -> {
        title(e.id(), e.title());
        yield fetch(
            name(e.id())
                + ": "
                + Amounts.count(e.urls().size(), "request", "requests")
                + (e.downloadTotal() > 0 ? ", at most " + Amounts.size(e.downloadTotal()) : ""));
      }
      case TraceEvent.BackgroundFetchResumed e -> {
        title(e.id(), e.title());
        yield fetch(
            name(e.id())
                + ": goes on, "
                + e.recordsLeft()
                + " of "
                + Amounts.count(e.records(), "request", "requests")
                + " left, "
                + Amounts.size(e.downloaded())
                + " here already");
      }
      case TraceEvent.RequestRetried e ->
          fetch(
              name(e.id())
                  + ": "
                  + e.url()
                  + " is tried again in "
                  + Amounts.duration(Duration.ofNanos(e.delay()))
                  + " ("
                  + e.why()
                  + ")");
      case TraceEvent.BackgroundFetchAborting e ->
          fetch(name(e.id()) + ": abort asked for by " + e.by());
      case TraceEvent.BackgroundFetchCompleted e -> fetch(completed(e));
      case TraceEvent.BackgroundFetchUiUpdated e -> updated(e);
      case TraceEvent.EventHandled e -> line("event", e.type() + id(e.id()) + ending(e));
      case TraceEvent.EventSkipped e when e.id() != null ->
          line("event", e.type() + id(e.id()) + ": " + e.why());
      case TraceEvent.NotificationShown e -> line("notify", notification(e));
      case TraceEvent.NotificationClosed e ->
          line("notify", Plain.line(e.notification()) + " closed by " + e.by());
      case TraceEvent.PushSubscribed _ ->
          line("push", "subscribed: messages come from bellhop dispatch");
      case TraceEvent.SyncRegistered e -> line("sync", Plain.line(e.tag()) + " registered");
      case TraceEvent.SyncRetried e ->
          line(
              "sync",
              Plain.line(e.tag())
                  + " is tried again in "
                  + Amounts.duration(Duration.ofNanos(e.delay())));
      case TraceEvent.PeriodicSyncRegistered e ->
          line(
              "sync",
              Plain.line(e.tag())
                  + " registered, every "
                  + Amounts.duration(Duration.ofNanos(e.interval()))
                  + " at most");
      case TraceEvent.StorageEvicted e ->
          line(
              "storage",
              style.warning("evicted")
                  + ": all that "
                  + e.origin()
                  + " had, "
                  + Amounts.size(e.bytes())
                  + ", for the storage limit was reached");
      case TraceEvent.PermissionAnswered e when e.state().equals("denied") ->
          line("denied", "the permission " + e.permission());
      case TraceEvent.PermissionAnswered e
          when e.state().equals("prompt") && e.permission().equals("background-fetch") ->
          line("asks", "background fetches wait until bellhop fetches resume lets each of them go");
      case TraceEvent.Diagnostic e ->
          line(
              "warning",
              style.warning(
                  e.code()
                      + " "
                      + e.name()
                      + (e.frame() == null ? "" : " at " + Excerpt.place(e.frame()))));
      case TraceEvent.ScriptError e when !e.kind().equals("syntax") ->
          line(
              "error",
              style.bad(
                  (e.frame() == null ? "" : Excerpt.place(e.frame()) + ": ")
                      + Plain.text(e.message())));
      default -> List.of();
    };
  }

  private String ending(TraceEvent.EventHandled e) {
    if (e.thrown() > 0) {
      return style.bad(" failed: a listener threw");
    }
    return e.rejected() > 0 ? style.bad(" failed: its promise was rejected") : " handled";
  }

  private String notification(TraceEvent.NotificationShown e) {
    StringBuilder text = new StringBuilder(style.strong(Plain.line(e.title())));
    if (!e.body().isEmpty()) {
      text.append(": ").append(Plain.line(e.body()));
    }
    if (!e.actions().isEmpty()) {
      text.append(" [").append(Plain.line(String.join("] [", e.actions()))).append("]");
    }
    text.append(e.tag().isEmpty() ? ", id " + e.notification() : ", tag " + Plain.line(e.tag()));
    return text.append(e.replaced() == null ? "" : " again").toString();
  }

  /** A line of its own about a background fetch. */
  String progress(String id, String text) {
    return label("fetch") + name(id) + ": " + text;
  }

  private String completed(TraceEvent.BackgroundFetchCompleted e) {
    String took =
        Amounts.size(e.downloaded()) + " in " + Amounts.duration(Duration.ofNanos(e.duration()));
    return name(e.id())
        + ": "
        + switch (e.failureReason()) {
          case "" -> style.good("complete") + ", " + took;
          case "aborted" -> style.warning("aborted") + " after " + took;
          default -> style.bad("failed, " + e.failureReason()) + " after " + took;
        };
  }

  private List<String> updated(TraceEvent.BackgroundFetchUiUpdated e) {
    if (e.title() == null || e.title().equals(name(e.id()))) {
      return List.of();
    }
    String before = name(e.id());
    title(e.id(), e.title());
    return fetch(before + ": now called \"" + style.strong(e.title()) + "\"");
  }

  private void title(String id, @Nullable String title) {
    if (title != null && !title.isEmpty()) {
      titles.put(id, Plain.line(title));
    }
  }

  private List<String> console(TraceEvent.ConsoleMessage e) {
    String text =
        switch (e.level()) {
          case "error" -> style.bad(Plain.text(e.text()));
          case "warn" -> style.warning(Plain.text(e.text()));
          case "debug" -> style.faint(Plain.text(e.text()));
          default -> Plain.text(e.text());
        };
    // With one page it is plain enough who speaks; with several it is not.
    return line(
        "console", pages.size() > 1 ? style.faint(script(e.realm()) + ":") + " " + text : text);
  }

  /** A script of the site by its path. */
  private static String script(String url) {
    int path = url.indexOf('/', url.indexOf("//") + 2);
    return Plain.line(path < 0 || path + 1 == url.length() ? url : url.substring(path + 1));
  }

  private static String id(@Nullable String id) {
    return id == null ? "" : " " + Plain.line(id);
  }

  private List<String> fetch(String text) {
    return line("fetch", text);
  }

  private List<String> line(String label, String text) {
    return (label(label) + text.replace("\n", "\n" + " ".repeat(LABEL))).lines().toList();
  }

  private String label(String label) {
    return style.faint(label) + " ".repeat(LABEL - label.length());
  }
}
