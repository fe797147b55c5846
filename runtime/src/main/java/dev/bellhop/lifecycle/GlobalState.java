package dev.bellhop.lifecycle;

import dev.bellhop.Explanation;
import dev.bellhop.SourceFrame;
import dev.bellhop.Trace;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a classic worker keeps in its global variables, seen from one start of the worker to the
 * next: what its listeners have changed, and a start has set back, is lost with each restart. Safe
 * from any thread.
 */
public final class GlobalState {
  /** Declarations at the top level, which stand at the beginning of a line. */
  private static final Pattern DECLARED =
      Pattern.compile("^(?:let|var|const)\\s+([\\w$]+)\\s*[=;]", Pattern.MULTILINE);

  private static final int LOOKED_AT = 50;

  private final Worker worker;
  private final Trace trace;
  private final Set<String> told = new HashSet<>();
  private @Nullable List<String> names;
  private Map<String, String> first = Map.of();
  private Map<String, String> now = Map.of();

  GlobalState(Worker worker, Trace trace) {
    this.worker = worker;
    this.trace = trace;
  }

  private String text() {
    return worker.type().equals("module") ? "" : worker.scripts().mainText();
  }

  /** The names of the variables that are looked at. */
  public synchronized List<String> names() {
    if (names == null) {
      names =
          DECLARED
              .matcher(text())
              .results()
              .map(found -> found.group(1))
              .distinct()
              .limit(LOOKED_AT)
              .toList();
    }
    return names;
  }

  /**
   * The script was evaluated, by a start of the worker.
   *
   * @param values in the order of the names, in words; null for those that hold no data
   */
  public synchronized void started(List<@Nullable String> values) {
    Map<String, String> start = byName(values);
    start.forEach(
        (name, is) -> {
          String was = now.get(name);
          if (was != null && !was.equals(is) && !was.equals(first.get(name)) && told.add(name)) {
            trace.add(
                Explanation.diagnostic(
                    "state-lost", place(name), Map.of("name", name, "was", was, "is", is)));
          }
        });
    first = start;
    now = start;
  }

  /** An event has ended; the values are as in {@link #started}. */
  public synchronized void changed(List<@Nullable String> values) {
    now = byName(values);
  }

  private Map<String, String> byName(List<@Nullable String> values) {
    List<String> names = names();
    Map<String, String> found = new HashMap<>();
    for (int i = 0; i < names.size(); i++) {
      String value = values.get(i);
      if (value != null) {
        found.put(names.get(i), value);
      }
    }
    return found;
  }

  private SourceFrame place(String name) {
    String script = worker.scriptUrl().href();
    List<String> lines = text().lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      Matcher found = DECLARED.matcher(lines.get(i) + ";");
      if (found.find() && found.group(1).equals(name)) {
        return new SourceFrame(script, i + 1, found.start(1) + 1, lines.get(i));
      }
    }
    return new SourceFrame(script, 1, 1, null);
  }
}
