package dev.bellhop.lifecycle;

import dev.bellhop.store.RegistrationRows.ScriptRow;
import dev.bellhop.syntax.TopLevelNames;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The names of the variables that a worker's scripts declare at their top level. A script is read
 * once, which takes longer than a start of the worker where it is large. Safe from any thread.
 */
final class VariableNames {
  /** More are not looked at. */
  static final int MOST = 50;

  private static final String JSON = "application/json";

  private final Map<String, List<String>> known = new ConcurrentHashMap<>();

  /** Those of the script with this URL, in their order. */
  List<String> of(String url, ScriptRow script) {
    return known.computeIfAbsent(url, unknown -> find(script));
  }

  private static List<String> find(ScriptRow script) {
    return script.mimeType().equals(JSON)
        ? List.of()
        : new TopLevelNames(script.text()).all().stream().distinct().limit(MOST).toList();
  }
}
