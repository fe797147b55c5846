package dev.bellhop.lifecycle;

import dev.bellhop.Explanation;
import dev.bellhop.SourceFrame;
import dev.bellhop.Trace;
import dev.bellhop.store.RegistrationRows.ScriptRow;
import dev.bellhop.syntax.GrowingNames;
import dev.bellhop.syntax.Place;
import dev.bellhop.syntax.ScriptText;
import dev.bellhop.syntax.TopLevelNames;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a worker keeps in the variables at the top level of its scripts, seen from one start of the
 * worker to the next: what its listeners have changed, and a start has set back, is lost with each
 * restart. Safe from any thread.
 */
public final class GlobalState {
  /** The words for a count, and for what has one. */
  private static final Pattern SIZE = Pattern.compile("(?<kind>|an? \\w+ of )(?<size>\\d+)");

  private final Worker worker;
  private final Trace trace;
  private final Set<Variable> told = new HashSet<>();

  /** Those that this start has, in the order in which their values come. */
  private List<Variable> variables = new ArrayList<>();

  /** To be told where the next event does not restore it. */
  private final List<Loss> lost = new ArrayList<>();

  private Map<Variable, String> first = Map.of();
  private Map<Variable, String> now = Map.of();

  GlobalState(Worker worker, Trace trace) {
    this.worker = worker;
    this.trace = trace;
  }

  /**
   * A variable.
   *
   * @param script the URL of the one that declares it
   */
  private record Variable(String script, String name) {}

  /** What a variable held before a start of the worker, and what the start has set it to. */
  private record Loss(Variable variable, String was, String is) {}

  /** A start of the worker begins. */
  synchronized void starting() {
    variables = new ArrayList<>();
  }

  /** The scripts were evaluated: the names of the variables of those that are classic. */
  public synchronized List<String> classicNames() {
    if (worker.type().equals("module")) {
      return List.of();
    }
    Map<String, Variable> byName = new LinkedHashMap<>();
    for (String url : worker.scripts().all().keySet()) {
      variablesOf(url).forEach(variable -> byName.put(variable.name(), variable));
    }
    byName.values().stream().limit(VariableNames.MOST).forEach(variables::add);
    return variables.stream().map(Variable::name).toList();
  }

  /** A module can be read: the values of its variables come after all that come already. */
  public synchronized void moduleRead(String url) {
    variables.addAll(variablesOf(url));
  }

  private List<Variable> variablesOf(String url) {
    return worker.scripts().variableNames(url).stream()
        .map(name -> new Variable(url, name))
        .toList();
  }

  /**
   * The scripts were evaluated, by a start of the worker.
   *
   * @param values in words; null for those that hold no data
   */
  public synchronized void started(List<@Nullable String> values) {
    Map<Variable, String> start = byVariable(values);
    lost.clear();
    start.forEach(
        (variable, is) -> {
          String was = now.get(variable);
          if (was != null && !was.equals(is) && !was.equals(first.get(variable))) {
            lost.add(new Loss(variable, was, is));
          }
        });
    first = start;
    now = start;
  }

  /**
   * An event has ended.
   *
   * @param values as in {@link #started}
   * @param mayBeRestored a script has read something since the start that outlasts the worker, and
   *     may have restored its variables from that
   */
  public synchronized void changed(List<@Nullable String> values, boolean mayBeRestored) {
    now = byVariable(values);
    List<Loss> open = List.copyOf(lost);
    lost.clear();
    for (Loss loss : open) {
      String value = now.get(loss.variable);
      if (mayBeRestored && loss.is.equals(value)) {
        // It may be restored when it is wanted.
        lost.add(loss);
      } else if ((!mayBeRestored || isLess(loss, value)) && told.add(loss.variable)) {
        tell(loss);
      }
    }
  }

  /**
   * Whether a variable that scripts only count up or add to holds less than before the start,
   * though it is in use again: it was not restored, then.
   */
  private boolean isLess(Loss loss, @Nullable String value) {
    Matcher was = SIZE.matcher(loss.was);
    Matcher is = SIZE.matcher(value == null ? "" : value);
    return was.matches()
        && is.matches()
        && was.group("kind").equals(is.group("kind"))
        && new BigInteger(is.group("size")).compareTo(new BigInteger(was.group("size"))) < 0
        && worker.scripts().all().values().stream()
            .allMatch(script -> onlyGrows(script, loss.variable.name(), was.group("kind")));
  }

  private static boolean onlyGrows(ScriptRow script, String name, String kind) {
    var names = new GrowingNames(new ScriptText(script.text()));
    return kind.isEmpty() ? names.counts(name) : names.collects(name);
  }

  private void tell(Loss loss) {
    trace.add(
        Explanation.diagnostic(
            "state-lost",
            place(loss.variable),
            Map.of("name", loss.variable.name(), "was", loss.was, "is", loss.is)));
  }

  private Map<Variable, String> byVariable(List<@Nullable String> values) {
    Map<Variable, String> found = new HashMap<>();
    for (int i = 0; i < values.size(); i++) {
      String value = values.get(i);
      if (value != null) {
        found.put(variables.get(i), value);
      }
    }
    return found;
  }

  private SourceFrame place(Variable variable) {
    ScriptRow script = Objects.requireNonNull(worker.scripts().all().get(variable.script()));
    Place place = new TopLevelNames(script.text()).place(variable.name());
    return new SourceFrame(variable.script(), place.line(), place.column(), place.text());
  }
}
