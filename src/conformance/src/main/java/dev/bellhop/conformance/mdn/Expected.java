package dev.bellhop.conformance.mdn;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is expected of a block.
 *
 * @param kind what kind of example it is, where its text does not show that; or null
 * @param realm "worker" or "page" where it is run, other than its class says; or null
 * @param fixture the name of what stands around it, or null
 * @param origin the site's origin where that matters, or null
 * @param asks the requests that a listener to fetch events gets, or that routes are for, as {@code
 *     [stopped ][METHOD ]path[ as destination]}; or null for the usual ones
 * @param calls what calls of a method, such as "Cache.match", must come to: a condition on {@code
 *     value}
 * @param holds conditions in the block's own scope, when it has been evaluated
 * @param then conditions in the page in the end
 * @param effects the kinds of effects that its page promises, each of which comes at least once
 * @param shows patterns, each of which the whole text of an effect matches
 * @param may the kinds of effects, and the codes, that come at one time and do not at another
 * @param problems the kinds of what goes wrong with it
 * @param diagnostics what Bellhop says to it: codes with the line of the block, 0 for none
 * @param fault whose fault it is where something goes wrong: "page" for a mistake of the page,
 *     "none" where the page wants to show just that; null for what Bellhop does not have
 * @param reason why it goes wrong or has diagnostics, in a sentence; or null where neither is so
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record Expected(
    @Nullable String kind,
    @Nullable String realm,
    @Nullable String fixture,
    @Nullable String origin,
    @Nullable List<String> asks,
    @Nullable Map<String, String> calls,
    @Nullable Map<String, String> holds,
    @Nullable Map<String, String> then,
    @Nullable List<String> effects,
    @Nullable List<String> shows,
    @Nullable List<String> may,
    @Nullable List<String> problems,
    @Nullable Map<String, Integer> diagnostics,
    @Nullable String fault,
    @Nullable String reason) {
  /** Nothing is known of it. */
  static final Expected UNKNOWN =
      new Expected(
          null, null, null, null, null, null, null, null, null, null, null, null, null, null, null);

  List<String> promised() {
    return effects == null ? List.of() : effects;
  }

  List<String> shown() {
    return shows == null ? List.of() : shows;
  }

  List<String> varying() {
    return may == null ? List.of() : may;
  }

  List<String> wrong() {
    return problems == null ? List.of() : problems;
  }

  Map<String, Integer> said() {
    return diagnostics == null ? Map.of() : diagnostics;
  }

  /** Whether something needs a reason and has none. */
  boolean lacksReason() {
    return (!wrong().isEmpty() || !said().isEmpty()) && (reason == null || reason.isBlank());
  }

  private Map<String, Integer> steady(Map<String, Integer> codes) {
    Map<String, Integer> steady = new TreeMap<>(codes);
    steady.keySet().removeAll(varying());
    return steady;
  }

  /** This one with what came out. */
  Expected with(List<String> effects, List<String> problems, Map<String, Integer> diagnostics) {
    boolean isWell = problems.isEmpty() && diagnostics.isEmpty();
    return new Expected(
        kind,
        realm,
        fixture,
        origin,
        asks,
        calls,
        holds,
        then,
        effects.stream().filter(kind -> !varying().contains(kind)).toList(),
        shows,
        may,
        problems,
        steady(diagnostics),
        isWell ? null : fault,
        isWell ? null : reason == null ? "" : reason);
  }
}
