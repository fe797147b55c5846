package dev.bellhop.conformance.mdn;

import dev.bellhop.SourceFrame;
import dev.bellhop.TraceEvent;
import dev.bellhop.conformance.mdn.Fixture.Script;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Makes of the trace what an example brought about, what went wrong, and what was said to it. */
final class Findings {
  /** What our own scripts begin their lines in the console with. */
  static final String MARK = "bellhop-mdn:";

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Pattern ERROR_NAME =
      Pattern.compile("\\b(\\w*(?:Error|Exception))\\b|^(\\w+): ");

  private final Script script;
  private final String url;
  private final String origin;
  private final int lines;
  private final boolean isForPage;
  private long sent;
  private final List<Effect> effects = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();
  private final List<Remark> remarks = new ArrayList<>();

  /**
   * About one run.
   *
   * @param script that the example is in
   * @param url of that script
   * @param origin of the site
   */
  Findings(Example example, Script script, String url, String origin) {
    this.script = script;
    this.isForPage = example.isForPage();
    this.url = url;
    this.origin = origin;
    this.lines = (int) example.block().text().lines().count();
  }

  List<Effect> effects() {
    return effects;
  }

  List<Problem> problems() {
    return problems;
  }

  List<Remark> remarks() {
    return remarks;
  }

  /** Something that went wrong and that the trace does not tell of. */
  void problem(String kind, String message) {
    problems.add(new Problem(kind, message, 0));
  }

  /** What happened. */
  void add(List<TraceEvent> events) {
    events.forEach(this::add);
  }

  private void add(TraceEvent event) {
    switch (event) {
      case TraceEvent.ConsoleMessage(String _, String level, String text) -> console(level, text);
      case TraceEvent.ScriptError error ->
          problems.add(new Problem(name(error), error.message(), line(error.frame())));
      case TraceEvent.Diagnostic said ->
          remarks.add(
              new Remark(said.code(), said.message(), said.fix(), said.link(), line(said.frame())));
      case TraceEvent.EventHandled handled -> handled(handled);
      case TraceEvent.CachePut(String name, String _, String stored, long _) ->
          effect(Effect.STORED, name + " " + path(stored));
      case TraceEvent.CacheDeleted(String name) -> effect("cache deleted", name);
      case TraceEvent.CacheEntriesDeleted(String name, int count) ->
          effect("entries deleted", count + " of " + name);
      case TraceEvent.NotificationShown shown -> effect(Effect.NOTIFICATION, shown.title());
      case TraceEvent.NotificationClosed closed -> effect("notification closed", closed.by());
      case TraceEvent.WindowOpened(String window, String _) -> effect(Effect.WINDOW, path(window));
      case TraceEvent.WindowFocused(String window, String _) ->
          effect("window focused", path(window));
      case TraceEvent.WindowNavigated(String _, String to, String _) ->
          effect("window navigated", path(to));
      case TraceEvent.BackgroundFetchUiUpdated(String _, @Nullable String title, var _) ->
          effect(Effect.TITLE, String.valueOf(title));
      case TraceEvent.BackgroundFetchRegistered registered ->
          effect("background fetch started", registered.id());
      case TraceEvent.BackgroundFetchCompleted completed ->
          effect(
              "background fetch " + (completed.result().isEmpty() ? "ended" : completed.result()),
              completed.id());
      case TraceEvent.BackgroundFetchAborting(String id, String _) ->
          effect("background fetch aborted", id);
      case TraceEvent.PushSubscribed _ -> effect("push subscribed", "");
      case TraceEvent.SyncRegistered(String _, String tag) -> effect("sync registered", tag);
      case TraceEvent.PeriodicSyncRegistered(String _, String tag, long _) ->
          effect("periodic sync registered", tag);
      case TraceEvent.FetchCompleted(
              String realm,
              String method,
              String to,
              int status,
              long _) -> {
        if (isOurs(realm)) {
          effect("fetched", method + " " + path(to) + " " + status);
        }
      }
      default -> {
        // The rest is about how it came, not about what came.
      }
    }
  }

  private void handled(TraceEvent.EventHandled event) {
    if (event.thrown() == 0 && event.rejected() == 0) {
      effect(event.type() + " handled", "");
    } else if (event.rejected() > 0) {
      problem(event.type() + " rejected", "A promise that the event waited for was rejected.");
    }
  }

  private void console(String level, String text) {
    int mark = level.equals("debug") ? text.indexOf(MARK) : -1;
    if (mark >= 0) {
      report(JSON.readTree(text.substring(mark + MARK.length())));
    } else {
      effect(level.equals("error") ? "error logged" : "logged", text);
    }
  }

  private void report(JsonNode report) {
    switch (report.path("type").asString()) {
      case "message" -> effect("message received", report.path("text").asString());
      case "answer" ->
          answer(
              report.path("label").asString(),
              report.path("url").asString(),
              report.has("error") ? null : report.path("number").asLong(),
              report.path("status").asInt());
      case "check" -> {
        String what = report.path("what").asString();
        if (report.path("holds").asBoolean()) {
          effect(what, "");
        } else {
          problem("check failed", "It does not hold that " + what + ".");
        }
      }
      default -> throw new IllegalArgumentException("no report: " + report);
    }
  }

  /** A request is about to be made, after so many answers of the network. */
  void asking(long answers) {
    sent = answers;
  }

  /**
   * An answer to a request.
   *
   * @param label which request
   * @param number that the network gave it; 0 where a worker made it, null where there was none
   */
  void answer(String label, String asked, @Nullable Long number, int status) {
    String from =
        number == null
            ? "network error"
            : number == 0
                ? "made by the worker"
                : number > sent ? "from the network" : "from a cache";
    effect(label + " " + from, asked + (status == 0 ? "" : " " + status));
  }

  /** The block was evaluated, without an exception. */
  void evaluated() {
    effect("evaluated", "");
  }

  /** The block was parsed, and nothing else was wanted. */
  void parsed() {
    effect("parsed", "");
  }

  /** The worker controls a page that was opened before it. */
  void claimed() {
    effect("page claimed", "");
  }

  private void effect(String kind, String detail) {
    effects.add(new Effect(kind, detail));
  }

  private boolean isOurs(String realm) {
    return realm.equals(url) || (isForPage && realm.startsWith(origin + PageRun.PATH));
  }

  private String path(String absolute) {
    return absolute.startsWith(origin + "/") ? absolute.substring(origin.length()) : absolute;
  }

  private int line(@Nullable SourceFrame frame) {
    if (frame == null || !frame.url().equals(url)) {
      return 0;
    }
    int line = frame.line() - script.linesBefore();
    return line >= 1 && line <= lines ? line : 0;
  }

  private static String name(TraceEvent.ScriptError error) {
    if (error.kind().equals("syntax")) {
      return "SyntaxError";
    }
    Matcher matcher = ERROR_NAME.matcher(error.message());
    if (!matcher.find()) {
      return error.kind();
    }
    return matcher.group(1) != null ? matcher.group(1) : matcher.group(2);
  }
}
