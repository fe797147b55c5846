package dev.bellhop.routing;

import dev.bellhop.fetch.FetchRequest;
import dev.bellhop.routing.RouterCondition.RunningStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A worker's list of router rules.
 *
 * @param list in the order in which they were added
 * @see <a href="https://w3c.github.io/ServiceWorker/#service-worker-list-of-router-rules">Service
 *     Workers: list of router rules</a>
 */
public record RouterRules(List<RouterRule> list) {
  /** No rules. */
  public static final RouterRules NONE = new RouterRules(List.of());

  private static final int MAX_CONDITIONS = 1024;
  private static final int MAX_DEPTH = 10;

  /** With a copy of the rules. */
  public RouterRules {
    list = List.copyOf(list);
  }

  /**
   * These rules and more; empty where that would be too many.
   *
   * @see <a href="https://w3c.github.io/ServiceWorker/#check-router-registration-limit-algorithm">
   *     Check Router Registration Limit</a>
   */
  public Optional<RouterRules> with(List<RouterRule> more) {
    List<RouterRule> all = new ArrayList<>(list);
    all.addAll(more);
    int left = MAX_CONDITIONS;
    for (RouterRule rule : all) {
      left = afterCounting(rule.condition(), left, MAX_DEPTH);
      if (left <= 0) {
        return Optional.empty();
      }
    }
    return Optional.of(new RouterRules(all));
  }

  /**
   * How many conditions may still come after this one; 0 where it is too many or too deep.
   *
   * @see <a href="https://w3c.github.io/ServiceWorker/#count-router-inner-conditions-algorithm">
   *     Count Router Inner Conditions</a>
   */
  private static int afterCounting(RouterCondition condition, int before, int depth) {
    int left = before - 1;
    if (left == 0 || depth == 0) {
      return 0;
    }
    return switch (condition) {
      case RouterCondition.Or or -> {
        for (RouterCondition inner : or.conditions()) {
          left = afterCounting(inner, left, depth - 1);
          if (left == 0) {
            yield 0;
          }
        }
        yield left;
      }
      case RouterCondition.Not not -> afterCounting(not.condition(), left, depth - 1);
      case RouterCondition.Features features -> left;
    };
  }

  /**
   * Where the first rule that matches sends a request; empty where none does.
   *
   * @see <a href="https://w3c.github.io/ServiceWorker/#get-router-source-algorithm">Get Router
   *     Source</a>
   */
  public Optional<RouterSource> source(FetchRequest request, RunningStatus status) {
    return list.stream()
        .filter(rule -> rule.condition().matches(request, status))
        .map(RouterRule::source)
        .findFirst();
  }
}
