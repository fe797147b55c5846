package dev.bellhop.routing;

import dev.bellhop.fetch.FetchRequest;
import dev.bellhop.url.pattern.UrlPattern;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which requests a rule is for.
 *
 * @see <a href="https://w3c.github.io/ServiceWorker/#dictdef-routercondition">Service Workers:
 *     RouterCondition</a>
 */
public sealed interface RouterCondition {
  /**
   * Match Router Condition.
   *
   * @param status whether the worker runs now
   * @see <a href="https://w3c.github.io/ServiceWorker/#match-router-condition-algorithm">Match
   *     Router Condition</a>
   */
  boolean matches(FetchRequest request, RunningStatus status);

  /** Whether a worker runs. */
  enum RunningStatus {
    RUNNING,
    NOT_RUNNING
  }

  /** At least one of these holds. */
  record Or(List<RouterCondition> conditions) implements RouterCondition {
    /** With a copy of the conditions. */
    public Or {
      conditions = List.copyOf(conditions);
    }

    @Override
    public boolean matches(FetchRequest request, RunningStatus status) {
      return conditions.stream().anyMatch(condition -> condition.matches(request, status));
    }
  }

  /** This does not hold. */
  record Not(RouterCondition condition) implements RouterCondition {
    @Override
    public boolean matches(FetchRequest request, RunningStatus status) {
      return !condition.matches(request, status);
    }
  }

  /**
   * What the request is like, and the worker; null where that does not matter.
   *
   * @param urlPattern without regular expression groups
   * @param method normalized
   */
  record Features(
      @Nullable UrlPattern urlPattern,
      @Nullable String method,
      @Nullable String mode,
      @Nullable String destination,
      @Nullable RunningStatus status)
      implements RouterCondition {
    @Override
    public boolean matches(FetchRequest request, RunningStatus now) {
      return (urlPattern == null || urlPattern.matches(request.url()))
          && (method == null || method.equals(request.method()))
          && (mode == null || mode.equals(request.mode()))
          && (destination == null || destination.equals(request.destination()))
          && (status == null || status == now);
    }
  }
}
